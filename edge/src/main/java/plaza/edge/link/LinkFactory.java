package plaza.edge.link;

import java.util.Optional;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkField;
import plaza.core.link.LinkFields;
import plaza.core.link.LinkTerms;
import plaza.core.link.Links;
import plaza.core.link.Target;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;

/// Creates a link from request fields.
record LinkFactory(Links links, ShortUrls urls) {
  /// @throws plaza.edge.http.Problem.Refusal when something is wrong with the fields
  Reply<Link> make(Exchange exchange, RequestOptions call, Fields fields) {
    var code = fields.value(LinkFields.CODE).map(Code::new);
    var terms = terms(exchange, fields);
    var application = exchange.application();
    return code.isPresent()
        ? links.createNamed(application, call, code.get(), terms)
        : links.create(application, call, terms);
  }

  /// What [#make] would answer now, if not that it has made the link; empty: it would make it.
  ///
  /// @throws plaza.edge.http.Problem.Refusal as [#make] does
  Optional<Reply<Link>> rehearse(Exchange exchange, RequestOptions call, Fields fields) {
    var code = fields.value(LinkFields.CODE).map(Code::new);
    var terms = terms(exchange, fields);
    var application = exchange.application();
    return code.isPresent()
        ? links.rehearseNamed(application, call, code.get(), terms)
        : links.rehearse(application, call, terms);
  }

  private LinkTerms terms(Exchange exchange, Fields fields) {
    var terms = terms(fields);
    terms
        .flatMap(t -> urls.problem(exchange.request(), t.target()))
        .ifPresent(problem -> fields.wrong("url", problem));
    fields.done();
    return terms.orElseThrow();
  }

  /// All that is said about a link; empty when its target is wrong, which the fields then know.
  private static Optional<LinkTerms> terms(Fields fields) {
    var target = fields.required(LinkFields.URL.field()).map(Target::new);
    var edits = LinkFields.TERMS.stream()
        .filter(field -> !field.equals(LinkFields.URL))
        .flatMap(field -> edit(fields, field).stream())
        .toList();
    return target.map(there -> LinkEdit.apply(LinkTerms.to(there), edits));
  }

  private static <T> Optional<LinkEdit> edit(Fields fields, LinkField<T> field) {
    return fields.value(field.field()).map(field::to);
  }
}
