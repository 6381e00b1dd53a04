package plaza.edge.link;

import java.util.Optional;
import plaza.core.link.Link;
import plaza.core.link.LinkTerms;
import plaza.core.link.Links;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;

/// Creates a link from request fields.
record LinkFactory(Links links, ShortUrls urls) {
  /// @throws plaza.edge.http.Problem.Refusal when something is wrong with the fields
  Reply<Link> make(Exchange exchange, RequestOptions call, Fields fields) {
    var code = LinkFields.code(fields);
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
    var code = LinkFields.code(fields);
    var terms = terms(exchange, fields);
    var application = exchange.application();
    return code.isPresent()
        ? links.rehearseNamed(application, call, code.get(), terms)
        : links.rehearse(application, call, terms);
  }

  private LinkTerms terms(Exchange exchange, Fields fields) {
    var terms = LinkFields.terms(fields);
    terms
        .flatMap(t -> urls.problem(exchange.request(), t.target()))
        .ifPresent(problem -> fields.wrong("url", problem));
    fields.done();
    return terms.orElseThrow();
  }
}
