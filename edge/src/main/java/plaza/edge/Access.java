package plaza.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import plaza.core.tenant.Application;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Grant;
import plaza.core.tenant.Secret;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.Tickets;
import plaza.core.tenant.Tickets.Ticket;
import plaza.core.tenant.Token;
import plaza.edge.http.Caller;
import plaza.edge.http.Fields;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.RouteTable;
import plaza.edge.live.LiveRoutes;

/// Authenticates callers and selects the application of a call.
final class Access {
  private static final String BEARER = "bearer ";

  private final Applications applications;
  private final Tickets tickets;
  private final GuessLimiter guesses;
  private final boolean open;
  private final SecretHash passkey;

  /// @param open the application's token is enough: for a server that only its own machine can
  ///     reach
  /// @param passkey as [EdgeConfig] has it
  Access(
      Applications applications,
      Tickets tickets,
      GuessLimiter guesses,
      boolean open,
      Secret passkey) {
    this.applications = applications;
    this.tickets = tickets;
    this.guesses = guesses;
    this.open = open;
    this.passkey = SecretHash.of(passkey);
  }

  boolean open() {
    return open;
  }

  /// Refuses what open mode refuses of everybody.
  void guard(Request request) {
    if (open) {
      OpenModeGuard.check(request);
    }
  }

  /// Whether [#guard] may refuse a request, by its headers: then it is to be asked.
  boolean mustLookAt(MultiMap headers) {
    return headers.contains(HttpHeaders.ORIGIN) || (open && OpenModeGuard.mayRefuse(headers));
  }

  /// Who calls for the application that the request is about, when they may call this route for
  /// it; empty for routes that are about none.
  Optional<Caller> admit(Request request, Route route, Optional<String> token) {
    var caller = callerOrGuess(request, route, token);
    if (open && route.who() != Route.Who.ANYBODY) {
      OpenModeGuard.requireListed(request, caller);
    }
    return caller;
  }

  /// Refuses, as [#admit] would, a request whose head alone has arrived. What it does not
  /// refuse may be refused yet.
  void admitHead(Request head, Route route, Optional<String> token) {
    var mayBeNamedInBody = open && route.who() == Route.Who.APPLICATION_OR_ONLY;
    // A ticket is good once.
    if (!mayBeNamedInBody && ticket(head, route).isEmpty()) {
      var _ = admit(head, route, token);
    }
  }

  /// Whether a request's credential, which is not checked, looks like an operator's.
  static boolean claimsOperator(MultiMap headers) {
    return Optional.ofNullable(headers.get("Authorization"))
        .flatMap(Access::bearer)
        .or(() -> Optional.ofNullable(headers.get("X-Api-Key")).map(Secret::new))
        .filter(secret -> secret.reveal().startsWith(Secret.OPERATOR_PREFIX))
        .isPresent();
  }

  /// The key that a request was sent with, as it was sent: whether it opens anything is not known.
  static Optional<String> sentKey(MultiMap headers) {
    return Optional.ofNullable(headers.get("Authorization"))
        .or(() -> Optional.ofNullable(headers.get("X-Api-Key")));
  }

  /// Whatever the door, a key or a ticket that opens nothing is a guess.
  private Optional<Caller> callerOrGuess(Request request, Route route, Optional<String> token) {
    var secret = secret(request);
    try {
      return caller(request, route, token, secret);
    } catch (Problem.Refusal refused) {
      var guessed = secret.isPresent() || ticket(request, route).isPresent();
      throw guessed && refused.problem().status() == 401
          ? guesses.wrong(request.address(), refused.problem()).refuse()
          : refused;
    }
  }

  private static Optional<Secret> secret(Request request) {
    return request
        .header("Authorization")
        .flatMap(Access::bearer)
        .or(() -> request.header("X-Api-Key").map(Secret::new));
  }

  private static Optional<String> ticket(Request request, Route route) {
    return route.who() == Route.Who.APPLICATION_OR_TICKET
        ? request.parameter("ticket")
        : Optional.empty();
  }

  private Optional<Caller> caller(
      Request request, Route route, Optional<String> token, Optional<Secret> secret) {
    return switch (route.who()) {
      case ANYBODY -> Optional.empty();
      case OPERATOR -> {
        admitOperator(secret);
        yield Optional.empty();
      }
      case APPLICATION -> Optional.of(alive(about(request, token, secret)));
      case APPLICATION_EVEN_DELETED -> Optional.of(about(request, token, secret));
      case APPLICATION_OR_TICKET ->
        Optional.of(alive(ticket(request, route)
            .map(ticket -> ofTicket(redeemed(request, route, ticket), token))
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
    return new Caller(application, new Grant.Token());
  }

  private Caller about(Request request, Optional<String> token, Optional<Secret> secret) {
    var named = token
        .filter(t -> !t.equals(RouteTable.FROM_CREDENTIAL))
        .or(() -> open || operator(secret) ? request.parameter("application") : Optional.empty());
    var application = named.map(t -> named(t, secret)).orElseGet(() -> ofCredential(secret));
    return new Caller(application, grant(secret, open && named.isPresent()));
  }

  /// @param byToken whether the application's token was enough
  private Grant grant(Optional<Secret> secret, boolean byToken) {
    var hash = secret.map(SecretHash::of);
    if (operator(secret)) {
      return new Grant.OperatorKey(hash.orElseThrow());
    }
    return byToken || hash.isEmpty() ? new Grant.Token() : new Grant.Key(hash.get());
  }

  /// A browser's event stream that reconnects sends its last event id.
  private Optional<Ticket> redeemed(Request request, Route route, String ticket) {
    return route.schema().accepted().equals(LiveRoutes.STREAM_TYPE)
        ? tickets.redeemForStream(
            ticket, request.header("Last-Event-ID").filter(id -> !id.isEmpty()).isPresent())
        : tickets.redeem(ticket);
  }

  /// A ticket opens no more than the grant that it was issued by.
  private Caller ofTicket(Optional<Ticket> ticket, Optional<String> token) {
    var caller = ticket
        .flatMap(it -> applications
            .lookUp(it.application())
            .map(application -> new Caller(application, it.grant())))
        .filter(this::stillGranted)
        .orElseThrow(() -> Problem.of(
                401, "Unauthorized", "The ticket is unknown, used or expired: request a new one")
            .refuse());
    var hex = caller.application().token().hex();
    if (!token.filter(t -> !t.equals(RouteTable.FROM_CREDENTIAL)).orElse(hex).equals(hex)) {
      throw Replies.problem(Applications.APPLICATION.missing()).refuse();
    }
    return caller;
  }

  private boolean stillGranted(Caller caller) {
    return switch (caller.grant()) {
      case Grant.Token() -> open;
      case Grant.Key(var hash) ->
        applications
            .opened(hash)
            .map(Application::id)
            .filter(caller.application().id()::equals)
            .isPresent();
      case Grant.OperatorKey(var hash) -> isOperator(hash);
    };
  }

  /// A caller who was admitted, and whose connection is still open, with the application as it is
  /// now; refused when he would not be admitted any more.
  Caller again(Caller caller) {
    var id = caller.application().id();
    var now = applications
        .lookUp(id)
        .orElseThrow(() -> Replies.problem(Applications.APPLICATION.missing()).refuse());
    if (!stillGranted(caller)) {
      throw unauthorised().refuse();
    }
    return alive(new Caller(now, caller.grant()));
  }

  /// Whether it is the operator who calls, not the application.
  boolean isOperators(Caller caller) {
    return caller.grant() instanceof Grant.OperatorKey;
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

  /// The application with this token, for anyone who asks: its settings about web pages are no
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

  /// The application named in the path. Another tenant's can't be distinguished from one that
  /// is missing.
  private Application named(String text, Optional<Secret> secret) {
    var token = Token.parse(text);
    if (open || operator(secret)) {
      return found(token);
    }
    var own = own(secret);
    if (token.isEmpty() || !own.token().equals(token.get())) {
      throw Replies.problem(Applications.APPLICATION.missing()).refuse();
    }
    return own;
  }

  private boolean operator(Optional<Secret> secret) {
    return secret
        .filter(s -> s.reveal().startsWith(Secret.OPERATOR_PREFIX))
        .map(s -> isOperator(SecretHash.of(s)))
        .orElse(false);
  }

  private boolean isOperator(SecretHash hash) {
    return hash.equals(passkey) || applications.isOperator(hash);
  }

  private Application ofCredential(Optional<Secret> secret) {
    if (secret.isEmpty() && open) {
      throw Problem.of(
              401,
              "Unauthorized",
              "Send the application's secret key, or name the application: in the path,"
                  + " /api/v1/applications/{token}/…, or in the query, ?application={token}")
          .with("WWW-Authenticate", "Bearer")
          .refuse();
    }
    if (operator(secret)) {
      throw Problem.of(
              403,
              "Forbidden",
              "The operator's key is valid for every application: name one, in the path,"
                  + " /api/v1/applications/{token}/…, or in the query, ?application={token}")
          .refuse();
    }
    return own(secret);
  }

  private Application own(Optional<Secret> secret) {
    return secret.flatMap(applications::opened).orElseThrow(() -> unauthorised().refuse());
  }

  private Application found(Optional<Token> token) {
    return token
        .flatMap(applications::lookUp)
        .orElseThrow(() -> Replies.problem(Applications.APPLICATION.missing()).refuse());
  }

  private static Caller alive(Caller caller) {
    if (caller.application().deleted()) {
      throw Replies.problem(Applications.APPLICATION.gone()).refuse();
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
