package plaza.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.MessageBody;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.Sender;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Reply;
import plaza.core.pipeline.RequestOptions;
import plaza.core.port.Page;
import plaza.core.product.Product;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.Applications;
import plaza.core.tenant.Settings;
import plaza.core.text.Query;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;
import plaza.simulation.world.Actor;

/// A client of the server: makes calls to any node, and repeats calls with a key until they are
/// answered.
final class Client {
  private static final int ATTEMPTS_MAX = 4;
  private static final int PAUSE_MILLIS_MAX = 400;

  private final SimulatedCluster town;
  private final Directory directory;
  private final SplittableRandom random;
  private final Actor actor;
  private final List<Invocation> unanswered = new ArrayList<>();

  Client(String name, SimulatedCluster town, Directory directory, SplittableRandom random) {
    this.town = town;
    this.directory = directory;
    this.random = random;
    this.actor = new Actor(name);
  }

  Actor actor() {
    return actor;
  }

  void use(int operations) {
    for (int i = 0; i < operations; i++) {
      var asked = directory.next(random);
      ask(asked);
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
    }
  }

  /// Repeats what has a key and was not answered: now everybody can say what became of it.
  void settle() {
    for (var asked : List.copyOf(unanswered)) {
      askOnce(asked);
    }
  }

  void ask(Invocation asked) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      var told = askOnce(asked);
      if (!isOpen(told) || !isRepeatable(asked)) {
        return;
      }
      town.world().sleep(Duration.ofMillis(random.nextInt(PAUSE_MILLIS_MAX)));
    }
    unanswered.add(asked);
  }

  private static boolean isOpen(Response told) {
    return told instanceof Response.Unknown || told instanceof Response.NotDone;
  }

  private static boolean isRepeatable(Invocation asked) {
    return switch (asked) {
      case Invocation.CreateApplication _ -> true;
      case Invocation.CreateChat _ -> true;
      case Invocation.Send send -> !send.key().isEmpty();
      case Invocation.DeleteChat _ -> false;
      case Invocation.Edit _ -> false;
      case Invocation.Delete _ -> false;
      case Invocation.Look _ -> false;
      case Invocation.Page _ -> false;
      case Invocation.Search _ -> false;
    };
  }

  private Response askOnce(Invocation asked) {
    var found = town.awaitUp(random);
    if (found.isEmpty()) {
      return new Response.NotDone("no node is up");
    }
    var node = found.get();
    var product = node.product();
    var from = town.history().tick();
    town.tell(actor + " asks " + node.actor() + ": " + asked);
    var era = town.history().era();
    var answer = new Connection(town, node).call(() -> serve(product, asked));
    var told = era == town.history().era() ? answer : new Response.Unknown("before the loss");
    town.tell(actor + " is told: " + told);
    town.history().answered(asked, from, told);
    directory.learn(asked, told);
    return told;
  }

  private static Response serve(Product s, Invocation asked) {
    return switch (asked) {
      case Invocation.CreateApplication(var name, var key) ->
        told(
            s.tenants()
                .applications()
                .create(RequestOptions.keyed(key), new ApplicationName(name), List.of()),
            Client::application);
      case Invocation.CreateChat(var application, var name, var key) ->
        told(
            s.chats()
                .chats()
                .create(application, RequestOptions.keyed(key), new ChatName(name), ChatType.GROUP),
            view -> new Response.Chat(view.chat().id()));
      case Invocation.DeleteChat(var chat) ->
        told(
            s.chats().chats().delete(chat, IfMatch.ANY),
            view -> new Response.Chat(view.chat().id()));
      case Invocation.Send send ->
        send.count() == 1
            ? told(
                s.chats()
                    .messages()
                    .post(Settings.DEFAULT, send.chat(), call(send), draft(send, 0)),
                message -> new Response.Sent(List.of(message)))
            : told(
                s.chats()
                    .messages()
                    .postAll(Settings.DEFAULT, send.chat(), call(send), drafts(send)),
                Response.Sent::new);
      case Invocation.Edit(var id, var body, var ifMatch) ->
        told(
            s.chats()
                .messages()
                .edit(Settings.DEFAULT, id, new MessageBody(body), ifMatch(ifMatch)),
            Response.Seen::new);
      case Invocation.Delete(var id, var ifMatch) ->
        told(s.chats().messages().delete(id, ifMatch(ifMatch)), Response.Seen::new);
      case Invocation.Look(var id) -> told(s.chats().messages().find(id), Response.Seen::new);
      case Invocation.Page(var chat) ->
        told(
            s.chats().messages().list(chat, new Page.Before(Long.MAX_VALUE, Page.LIMIT_MAX)),
            Client::listed);
      case Invocation.Search(var chat, var words) ->
        told(
            s.chats()
                .search()
                .inChat(chat, Query.parse(words).orElseThrow(), Long.MAX_VALUE, Page.LIMIT_MAX),
            Client::found);
    };
  }

  private static Response application(Applications.Issued issued) {
    return new Response.Application(issued.view().application().id());
  }

  private static Response listed(ChatStore.Messages page) {
    return new Response.Listed(page.messages(), page.tail());
  }

  private static Response found(MessageSearch.Found found) {
    return new Response.Found(found.messages(), found.indexedThrough());
  }

  private static RequestOptions call(Invocation.Send send) {
    return new RequestOptions(send.key(), send.async());
  }

  private static IfMatch ifMatch(long position) {
    return position == 0 ? IfMatch.ANY : new IfMatch(List.of(position));
  }

  private static ChatChange.Draft draft(Invocation.Send send, int index) {
    return new ChatChange.Draft(new MessageBody(send.body(index)), new Sender(send.sender(index)));
  }

  private static List<ChatChange.Draft> drafts(Invocation.Send send) {
    var drafts = new ArrayList<ChatChange.Draft>();
    for (int i = 0; i < send.count(); i++) {
      drafts.add(draft(send, i));
    }
    return drafts;
  }

  static <T> Response told(Reply<T> reply, Function<T, Response> value) {
    return switch (reply) {
      case Reply.Created<T>(var it) -> value.apply(it);
      case Reply.Ok<T>(var it) -> value.apply(it);
      case Reply.Queued<T> _ -> new Response.Queued();
      case Reply.Deleted<T> _ -> new Response.Deleted();
      case Reply.Refused<T>(var refusal) -> new Response.Refused(refusal);
      case Reply.Invalid<T>(var field, var problem) ->
        throw new IllegalStateException(field + " " + problem);
    };
  }
}
