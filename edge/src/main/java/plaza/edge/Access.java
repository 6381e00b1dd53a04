package plaza.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.pipeline.Reply;
import plaza.core.tenant.Application;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Secret;
import plaza.core.tenant.Tickets;
import plaza.core.tenant.Token;
import plaza.edge.http.Caller;
import plaza.edge.http.Fields;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;

/// Who may call, and for which application.
final class Access {
  private static final Pattern OWN_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
  private static final String BEARER = "bearer ";

  /// What proxies' own headers begin with.
  private static final String FORWARDED = "X-Forwarded-";

  private final Applications applications;
  private final Tickets tickets;
  private final boolean open;
  private final Secret passkey;

  /// @param open the application's token is enough: for a server that only its own machine can
  ///     reach
  /// @param passkey as [EdgeConfig] has it
  Access(Applications applications, Tickets tickets, boolean open, Secret passkey) {
    this.applications = applications;
    this.tickets = tickets;
    this.open = open;
    this.passkey = passkey;
  }

  boolean open() {
    return open;
  }

  /// Open mode trusts whoever reaches it, so neither a web page nor a proxy may open it to
  /// others: what a browser sends for another site's page, and what a proxy adds, is refused.
  void guard(Request request) {
    if (!open) {
      return;
    }
    if (!request.header("Host").map(Access::isOwnHost).orElse(true)) {
      throw refusedOpen("this Host").refuse();
    }
    if (!request.header("Origin").map(Access::isOwnOrigin).orElse(true)) {
      throw refusedOpen("this Origin").refuse();
    }
    for (var name : request.headers().names()) {
      if (isOfProxy(name)) {
        throw refusedOpen("requests through a proxy (" + name + ")").refuse();
      }
    }
  }

  /// Whether [#guard] may refuse a request, by its headers: then it is to be asked.
  boolean mustLookAt(MultiMap headers) {
    return headers.contains(HttpHeaders.ORIGIN) || (open && !isPlain(headers));
  }

  private static boolean isPlain(MultiMap headers) {
    var host = headers.get(HttpHeaders.HOST);
    return host != null && isOwnHost(host) && !isForwarded(headers);
  }

  private static boolean isForwarded(MultiMap headers) {
    for (var header : headers) {
      if (isOfProxy(header.getKey())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfProxy(String header) {
    return header.equalsIgnoreCase("Forwarded")
        || header.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length());
  }

  private static Problem refusedOpen(String what) {
    return Problem.of(
        403,
        "Forbidden",
        "In open mode Plaza refuses " + what + ": start it with --keys to serve others");
  }

  private static boolean isOwnHost(String host) {
    return OWN_HOST.matcher(host).matches();
  }

  private static boolean isOwnOrigin(String origin) {
    return isOwnHost(origin.replaceFirst("^https?://", ""));
  }

  /// A page that another server on this machine has sent may write only where the application says
  /// so: its server may be anybody's.
  private static void requireListed(Request request, Optional<Caller> caller) {
    var origin = request.header("Origin");
    var own =
        origin.map(text -> text.replaceFirst("^https?://", "")).equals(request.header("Host"));
    var listed = caller
        .map(c -> c.application().settings().corsOrigins())
        .map(origins -> origins.contains("*") || origin.map(origins::contains).orElse(false))
        .orElse(false);
    if (origin.isPresent() && !own && !listed) {
      throw refusedOpen("pages of other servers that the application's cors_origins do not list")
          .refuse();
    }
  }

  /// Who calls for the application that the request is about, when they may call this route for
  /// it; empty for routes that are about none.
  Optional<Caller> admit(Request request, Route route, Optional<String> token) {
    var caller = caller(request, route, token);
    if (open && route.who() != Route.Who.ANYBODY) {
      requireListed(request, caller);
    }
    return caller;
  }

  private Optional<Caller> caller(Request request, Route route, Optional<String> token) {
    var secret = request
        .header("Authorization")
        .flatMap(Access::bearer)
        .or(() -> request.header("X-Api-Key").map(Secret::new));
    return switch (route.who()) {
      case ANYBODY -> Optional.empty();
      case OPERATOR -> {
        admitOperator(secret);
        yield Optional.empty();
      }
      case APPLICATION -> Optional.of(alive(about(request, token, secret)));
      case APPLICATION_EVEN_DELETED -> Optional.of(about(request, token, secret));
      case APPLICATION_OR_TICKET ->
        Optional.of(alive(request
            .parameter("ticket")
            .map(ticket -> ofTicket(ticket, token))
            .orElseGet(() -> about(request, token, secret))));
      case APPLICATION_OR_ONLY ->
        Optional.of(alive(
            open && secret.isEmpty() && request.parameter("application").isEmpty()
                ? onlyOne(request)
                : about(request, token, secret)));
    };
  }

  /// The application that the body names, or the only one.
  private Caller onlyOne(Request request) {
    var named = Fields.of(request).text("application", _ -> Optional.empty());
    var application = named
        .map(text -> found(Token.parse(text)))
        .or(applications::only)
        .orElseThrow(() -> Problem.of(
                401,
                "Unauthorized",
                "There are several applications: name one, ?application={token}")
            .with("WWW-Authenticate", "Bearer")
            .refuse());
    return new Caller(application, Optional.empty());
  }

  private Caller about(Request request, Optional<String> token, Optional<Secret> secret) {
    var named = token
        .filter(t -> !t.equals(RouteTable.FROM_CREDENTIAL))
        .or(() -> open || operator(secret) ? request.parameter("application") : Optional.empty());
    var application = named.map(t -> named(t, secret)).orElseGet(() -> ofCredential(secret));
    return new Caller(application, secret);
  }

  private Caller ofTicket(String ticket, Optional<String> token) {
    var application = tickets
        .redeem(ticket)
        .flatMap(applications::lookUp)
        .orElseThrow(() -> Problem.of(
                401, "Unauthorized", "The ticket is unknown, used or too old: get a new one")
            .refuse());
    var hex = application.token().hex();
    if (!token.filter(t -> !t.equals(RouteTable.FROM_CREDENTIAL)).orElse(hex).equals(hex)) {
      throw Replies.APPLICATION_MISSING.refuse();
    }
    return new Caller(application, Optional.empty());
  }

  /// A caller who was admitted, and whose connection is still open, with the application as it is
  /// now; refused when he would not be admitted any more.
  Caller again(Caller caller) {
    var id = caller.application().id();
    var now = applications.lookUp(id).orElseThrow(Replies.APPLICATION_MISSING::refuse);
    var opens = open
        || caller.secret().isEmpty()
        || operator(caller.secret())
        || own(caller.secret()).id().equals(id);
    if (!opens) {
      throw unauthorised().refuse();
    }
    return alive(new Caller(now, caller.secret()));
  }

  /// Whether it is the operator who calls, not the application.
  boolean isOperators(Caller caller) {
    return operator(caller.secret());
  }

  /// Whether [#again] would admit him.
  boolean stillAdmits(Caller caller) {
    try {
      again(caller);
      return true;
    } catch (Problem.Refusal refused) {
      return false;
    }
  }

  /// The application with this token, for whoever asks: its settings about web pages are no
  /// secret.
  Optional<Application> ofToken(String token) {
    return Token.parse(token).flatMap(applications::lookUp);
  }

  private static Optional<Secret> bearer(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? Optional.of(new Secret(header.substring(BEARER.length()).strip()))
        : Optional.empty();
  }

  private void admitOperator(Optional<Secret> secret) {
    if (open) {
      return;
    }
    var caller = secret.orElseThrow(() -> unauthorised().refuse());
    if (operator(secret)) {
      return;
    }
    throw (applications.opened(caller).isPresent() ? forbidden() : unauthorised()).refuse();
  }

  /// The application named in the path. Another tenant's is not to be told from one that is
  /// missing.
  private Application named(String text, Optional<Secret> secret) {
    var token = Token.parse(text);
    if (open || operator(secret)) {
      return found(token);
    }
    var own = own(secret);
    if (token.isEmpty() || !own.token().equals(token.get())) {
      throw Replies.APPLICATION_MISSING.refuse();
    }
    return own;
  }

  private boolean operator(Optional<Secret> secret) {
    return secret
        .filter(s -> s.reveal().startsWith(Secret.OPERATOR_PREFIX))
        .map(s -> s.equals(passkey) || applications.isOperator(s))
        .orElse(false);
  }

  private Application ofCredential(Optional<Secret> secret) {
    if (secret.isEmpty() && open) {
      throw Problem.of(
              401,
              "Unauthorized",
              "Send the application's secret key, or name the application: in the path, /api/v1/applications/{token}/…, or in the query, ?application={token}")
          .with("WWW-Authenticate", "Bearer")
          .refuse();
    }
    if (operator(secret)) {
      throw Problem.of(
              403,
              "Forbidden",
              "The operator's key opens every application: name one, in the path, /api/v1/applications/{token}/…, or in the query, ?application={token}")
          .refuse();
    }
    return own(secret);
  }

  private Application own(Optional<Secret> secret) {
    return secret.flatMap(applications::opened).orElseThrow(() -> unauthorised().refuse());
  }

  private Application found(Optional<Token> token) {
    return token.flatMap(applications::lookUp).orElseThrow(Replies.APPLICATION_MISSING::refuse);
  }

  private static Caller alive(Caller caller) {
    if (caller.application().deleted()) {
      throw Replies.problem(Reply.Refusal.APPLICATION_GONE).refuse();
    }
    return caller;
  }

  private static Problem unauthorised() {
    return Problem.of(
            401, "Unauthorized", "Send Authorization: Bearer, or X-Api-Key, with a valid key")
        .with("WWW-Authenticate", "Bearer");
  }

  private static Problem forbidden() {
    return Problem.of(403, "Forbidden", "Only the operator's key may do this");
  }
}
