package plaza.core.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plaza.core.event.Digest;
import plaza.core.event.EventWriter;
import plaza.core.event.Scope;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.pipeline.ResourceKind;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;

/// Links, for their owners. Another application's link is missing.
public final class Links {
  /// Links, as calls name them. A deleted link looks like one that never existed.
  public static final ResourceKind LINK = ResourceKind.unknown("Not found");

  /// The code belongs, or belonged, to a link.
  public static final Reply.Refusal CODE_TAKEN = new Reply.Refusal(
      Reply.RefusalKind.CONFLICT, "The code is taken", "Another link has this code");

  /// All codes of this kind are given out.
  private static final Reply.Refusal CODES_USED_UP = new Reply.Refusal(
      Reply.RefusalKind.EXHAUSTED,
      "No codes are left",
      "All codes of the application's link_codes setting are in use");

  /// How many links are looked at together.
  private static final int SCANNED = 200;

  private final Pipeline pipeline;
  private final CreateCommand creates;
  private final UpdateCommand updates;
  private final LinkStore store;
  private final Codes codes;
  private final TargetPolicies policies;
  private final RandomGenerator random;

  public Links(
      Pipeline pipeline,
      CreateCommand creates,
      UpdateCommand updates,
      LinkStore store,
      Codes codes,
      TargetPolicies policies,
      RandomGenerator random) {
    this.pipeline = pipeline;
    this.creates = creates;
    this.updates = updates;
    this.store = store;
    this.codes = codes;
    this.policies = policies;
    this.random = random;
  }

  /// Makes a link with the next code. Its call is always waited for.
  public Reply<Link> create(Application application, RequestOptions call, LinkTerms terms) {
    return create(call, next(application, call, terms));
  }

  /// Makes a link with this code. A key holds for the code.
  public Reply<Link> createNamed(
      Application application, RequestOptions call, Code code, LinkTerms terms) {
    return create(call, named(application, code, terms));
  }

  private Reply<Link> create(RequestOptions call, Order order) {
    var problem = order.problem();
    return problem.isPresent()
        ? creates.refuse(call, order, problem.get())
        : creates.create(new RequestOptions(call.key(), false), order);
  }

  /// What [#create] would answer as things are now, if not that it has made the link; empty: it
  /// would make it. Nothing is written, and no key is used.
  public Optional<Reply<Link>> rehearse(
      Application application, RequestOptions call, LinkTerms terms) {
    return rehearse(call, next(application, call, terms));
  }

  /// As [#rehearse], of [#createNamed].
  public Optional<Reply<Link>> rehearseNamed(
      Application application, RequestOptions call, Code code, LinkTerms terms) {
    return rehearse(call, named(application, code, terms));
  }

  private Optional<Reply<Link>> rehearse(RequestOptions call, Order order) {
    pipeline.requireServed(order.change.stream());
    return creates.known(call, order).or(order::problem).or(order::taken);
  }

  private Order next(Application application, RequestOptions call, LinkTerms terms) {
    var id = application.id();
    var stream = CodeStream.ofNew(id.value(), seed(call));
    var change = new LinkChange.LinkCreated(id, stream, application.settings().linkCodes(), terms);
    return new Order(application, new Scope(id.value(), 0, "links"), change, terms);
  }

  private Order named(Application application, Code code, LinkTerms terms) {
    var id = application.id();
    var stream = codes.stream(code);
    var change = new LinkChange.LinkNamed(id, code, stream, terms);
    return new Order(application, new Scope(id.value(), stream.number(), "slugs"), change, terms);
  }

  /// Calls with the same key must meet in one stream; those without may be anywhere.
  private long seed(RequestOptions call) {
    return call.key().isEmpty()
        ? random.nextLong()
        : ByteBuffer.wrap(Digest.of(call.key().getBytes(StandardCharsets.UTF_8)).bytes())
            .getLong();
  }

  private final class Order implements CreateCommand.Order<Link> {
    private final Application application;
    private final Scope scope;
    private final LinkChange change;
    private final LinkTerms terms;

    Order(Application application, Scope scope, LinkChange change, LinkTerms terms) {
      this.application = application;
      this.scope = scope;
      this.change = change;
      this.terms = terms;
    }

    /// Why it is refused, whatever is there already.
    Optional<Reply<Link>> problem() {
      return change instanceof LinkChange.LinkNamed named && Reserved.has(named.code())
          ? Optional.of(new Reply.Invalid<>("code", "is a path that Plaza uses"))
          : Links.this
              .problem(application, new LinkEdit.ToTarget(terms.target()))
              .or(() -> Links.this.problem(
                  application, new LinkEdit.Rules(terms.redirection().rules())));
    }

    /// Why it would be refused now, for what is there already.
    Optional<Reply<Link>> taken() {
      return change instanceof LinkChange.LinkNamed named
              && store.link(named.code()).isPresent()
          ? Optional.of(refused(new Outcome.Taken()))
          : Optional.empty();
    }

    @Override
    public Scope scope() {
      return scope;
    }

    /// Which kind of code an application gives may have changed since: it is no field of the call.
    @Override
    public byte[] fields() {
      var out = new EventWriter();
      LinkFormat.terms(out, terms);
      return out.toBytes();
    }

    @Override
    public LinkChange change() {
      return change;
    }

    @Override
    public Reply<Link> created(Instant at, Outcome.Done done) {
      return new Reply.Created<>(store.link(done.number()).orElseThrow());
    }

    @Override
    public Reply<Link> repeated(long number, int count) {
      return shown(store.link(number));
    }

    @Override
    public Reply<Link> refused(Outcome outcome) {
      return new Reply.Refused<>(outcome instanceof Outcome.Taken ? CODE_TAKEN : CODES_USED_UP);
    }
  }

  /// The application's own link with this code.
  public Reply<Link> find(ApplicationId application, Code code) {
    pipeline.requireServed(codes.stream(code));
    return shown(store.link(code).filter(link -> link.application().equals(application)));
  }

  private static Reply<Link> shown(Optional<Link> found) {
    return LINK.found(found, Link::deleted);
  }

  /// Why the operator lets the link lead nowhere, whatever its owner says; empty: he does not.
  public Optional<String> blocked(Link link) {
    return policies
        .blocks()
        .reason(link.code())
        .or(() -> policies.blocks().reason(link.terms().target()));
  }

  /// A page of an application's links.
  public LinkPage list(ApplicationId application, LinkQuery query, long skipped, int limit) {
    pipeline.requireAllServed();
    return store.links(application, query, skipped, limit);
  }

  /// A live link of the application that says the same.
  public Optional<Link> same(ApplicationId application, LinkTerms terms) {
    pipeline.requireAllServed();
    var query = LinkQuery.ALL.having(terms.target().url());
    for (var skipped = 0L; ; skipped += SCANNED) {
      var page = store.links(application, query, skipped, SCANNED).links();
      var found = page.stream()
          .map(LinkPage.Counted::link)
          .filter(link -> link.terms().equals(terms))
          .findFirst();
      if (found.isPresent() || page.size() < SCANNED) {
        return found;
      }
    }
  }

  /// The tags of an application's links.
  public List<TagUse> tags(ApplicationId application) {
    pipeline.requireAllServed();
    return store.tags(application);
  }

  /// The codes of an application's links that have this tag.
  public List<Code> tagged(ApplicationId application, String tag) {
    pipeline.requireAllServed();
    return store.tagged(application, tag);
  }

  /// Codes that lead somewhere and that search engines may follow.
  public List<Code> crawlable(int limit) {
    pipeline.requireAllServed();
    var lead = new HashMap<ApplicationId, Boolean>();
    return store.crawlable(limit).stream()
        .filter(link -> lead.computeIfAbsent(
            link.application(), owner -> policies.find(owner).isPresent()))
        .map(LinkStore.Owned::code)
        .filter(code -> policies.blocks().reason(code).isEmpty())
        .toList();
  }

  /// Takes a tag from all links that have it, or gives them another one instead. Links are
  /// changed one by one; a concurrent reader sees some of them changed.
  ///
  /// @param to empty: none
  public void retag(Application application, String from, String to) {
    pipeline.requireAllServed();
    var edits = List.<LinkEdit>of(new LinkEdit.Retag(from, to));
    store
        .tagged(application.id(), from)
        .forEach(code -> change(application, code, edits, IfMatch.ANY));
  }

  public Reply<Link> change(
      Application application, Code code, List<LinkEdit> edits, IfMatch ifMatch) {
    var problem =
        edits.stream().flatMap(edit -> this.problem(application, edit).stream()).findFirst();
    if (problem.isPresent()) {
      return problem.get();
    }
    var id = application.id();
    var change = new LinkChange.LinkChanged(id, code, codes.stream(code), edits, ifMatch);
    return updates.change(LINK, change, () -> find(id, code));
  }

  private Optional<Reply<Link>> problem(Application application, LinkEdit edit) {
    return switch (edit) {
      case LinkEdit.ToTarget(var target) ->
        policies.of(application).problem(target).map(words -> new Reply.Invalid<>("url", words));
      case LinkEdit.Rules(var rules) ->
        policies.of(application).problem(rules).map(words -> new Reply.Invalid<>("rules", words));
      case LinkEdit.Title _,
          LinkEdit.Tags _,
          LinkEdit.ValidSince _,
          LinkEdit.ValidUntil _,
          LinkEdit.VisitsMax _,
          LinkEdit.Status _,
          LinkEdit.ForwardsQuery _,
          LinkEdit.Crawlable _,
          LinkEdit.Option _,
          LinkEdit.Retag _ -> Optional.empty();
    };
  }

  /// Deletes the link; deleting again says the same.
  public Reply<Link> delete(ApplicationId application, Code code, IfMatch ifMatch) {
    var change = new LinkChange.LinkDeleted(application, code, codes.stream(code), ifMatch);
    return updates.delete(LINK, change);
  }
}
