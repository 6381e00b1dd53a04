package plaza.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import plaza.core.chat.Changes;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatStore;
import plaza.core.chat.SearchIndex;
import plaza.core.event.Change;
import plaza.core.event.Digest;
import plaza.core.event.Event;
import plaza.core.event.EventCodec;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.IfMatch;
import plaza.core.port.Log;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;
import plaza.core.product.Features;
import plaza.simulation.engine.Hazards;
import plaza.simulation.run.NodeEngines;

/// The guards of the pipeline, each switched off by an engine that lies about what the guard
/// relies on, so that the product itself has no switch for it.
enum Mutation {
  COMPARE_AND_SET(
      "`applied` advances by compare-and-set with the batch (with duplicate appends let through)",
      "NoDouble") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return store(
          ECHOES.about(ports, hazards),
          call -> call.method().equals("begin") ? begunAnyway(ports, call) : call.honest());
    }
  },

  STORE_IS_BELIEVED(
      "after a commit without an answer the store is read (with duplicate appends let through)",
      "NoDouble") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var failed = new HashSet<Integer>();
      var store = transactions(ECHOES.about(ports, hazards), (transaction, call) -> {
        if (!call.method().equals("commit")) {
          return call.honest();
        }
        try {
          return call.honest();
        } catch (StoreException e) {
          failed.add(transaction.partition());
          throw e;
        }
      });
      return store(store, call -> switch (call.method()) {
        case "begin" ->
          failed.remove(call.argument(0, Integer.class)) ? begunAnyway(ports, call) : call.honest();
        case "progress" -> {
          var progress = (Store.Progress) Objects.requireNonNull(call.honest());
          yield failed.contains(call.argument(0, Integer.class))
              ? new Store.Progress(
                  Math.max(0, progress.applied() - 1), progress.position(), progress.log())
              : progress;
        }
        default -> call.honest();
      });
    }
  },

  TOLD_AFTER_COMMIT("a number is returned only after the commit of its transaction", "Fresh") {
    /// Some commits are told to be done, and are not.
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return transactions(ports, (transaction, call) -> {
        if (call.method().equals("commit") && hazards.below(10) == 0) {
          transaction.close();
          return null;
        }
        return call.honest();
      });
    }
  },

  ECHOES("an event that the log stored twice is skipped", "NoDouble") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return transactions(
          ports, (_, call) -> call.method().equals("sequences") ? Map.of() : call.honest());
    }
  },

  KEYS("the idempotency key is looked up when the request is applied", "NoDouble") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return transactions(ports, (_, call) -> switch (call.method()) {
        case "requests" -> Map.of();
        case "insertRequests" -> null;
        default -> call.honest();
      });
    }
  },

  KEYS_IN_THE_TRANSACTION(
      "the key is stored in the transaction of the resource that it created", "NothingLost") {
    /// Keys are kept at once, whatever becomes of the transaction.
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var kept = new HashMap<RequestKey.Id, Store.StoredRequest>();
      return transactions(ports, (_, call) -> switch (call.method()) {
        case "requests" -> {
          var found = new HashMap<RequestKey.Id, Store.StoredRequest>();
          for (var id : call.argument(0, Iterable.class)) {
            Optional.ofNullable(kept.get((RequestKey.Id) id))
                .ifPresent(request -> found.put(request.id(), request));
          }
          yield found;
        }
        case "insertRequests" -> {
          for (var request : call.argument(0, List.class)) {
            kept.putIfAbsent(((Store.StoredRequest) request).id(), (Store.StoredRequest) request);
          }
          yield null;
        }
        default -> call.honest();
      });
    }
  },

  DIGESTS("a key that is reused with other fields is rejected", "OneEffectPerKey") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var same = Digest.of(new byte[0]);
      return events(
          ports,
          event -> event.request() instanceof RequestKey.Keyed(var id, var _)
              ? new Event(
                  event.boot(),
                  event.sequence(),
                  event.at(),
                  new RequestKey.Keyed(id, same),
                  event.change())
              : event);
    }
  },

  CONDITIONS("`If-Match` is compared when the change is applied", "Conditions") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return events(
          ports,
          event -> new Event(
              event.boot(),
              event.sequence(),
              event.at(),
              event.request(),
              unconditional(event.change())));
    }

    private Change unconditional(Change change) {
      return switch (change) {
        case ChatChange.MessageEdited(var chat, var number, var body, var _) ->
          new ChatChange.MessageEdited(chat, number, body, IfMatch.ANY);
        case ChatChange.MessageDeleted(var chat, var number, var _) ->
          new ChatChange.MessageDeleted(chat, number, IfMatch.ANY);
        default -> change;
      };
    }
  },

  LOG_ID("a partition is bound to the id of its log: another log stops the partition", "NoDouble") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return log(ports, call -> call.method().equals("id") ? "log" : call.honest());
    }
  },

  LOG_TAIL("a log that ends before the applied events stops the partition", "NothingLost") {
    /// The log is told to end where it ended once.
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var highest = new HashMap<Integer, Long>();
      return log(ports, call -> switch (call.method()) {
        case "end" ->
          highest.merge(
              call.argument(0, Integer.class),
              (Long) Objects.requireNonNull(call.honest()),
              (a, b) -> Math.max(a, b));
        case "append" -> {
          var answer = call.honest();
          if (answer instanceof Log.Appended.Stored(var offsets)) {
            highest.merge(
                call.argument(0, Integer.class),
                offsets[offsets.length - 1] + 1,
                (a, b) -> Math.max(a, b));
          }
          yield answer;
        }
        default -> call.honest();
      });
    }
  },

  CAUGHT_UP("a partition is served after it has applied what its log held at the start", "Fresh") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return log(
          ports,
          call -> call.method().equals("end")
              ? Long.valueOf(Math.min(
                  (Long) Objects.requireNonNull(call.honest()),
                  ports.store().progress(call.argument(0, Integer.class)).applied()))
              : call.honest());
    }
  },

  UNREADABLE("an unreadable event stops a replay, until its loss is accepted", "Final") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return store(
          ports,
          call -> call.method().equals("deadLetters")
              ? Set.of(call.argument(1, Long.class))
              : call.honest());
    }
  },

  TRIM("the log is trimmed below a checkpoint of the store that is on disk", "Settles") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return store(
          ports,
          call -> call.method().equals("checkpoint")
              ? Long.valueOf(
                  ports.store().progress(call.argument(0, Integer.class)).applied())
              : call.honest());
    }
  },

  NEW_LIFE("accepting a loss starts a new epoch of the store", "Converged") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return store(ports, call -> call.method().equals("startEpoch") ? null : call.honest());
    }
  },

  INDEX_POSITIONS("the positions of an index are stored with the rows up to them", "Converged") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var highest = new HashMap<Integer, Long>();
      var index = Lying.about(SearchIndex.class, ports.index(), call -> switch (call.method()) {
        case "position" ->
          highest.merge(
              call.argument(0, Integer.class),
              (Long) Objects.requireNonNull(call.honest()),
              (a, b) -> Math.max(a, b));
        case "write" -> {
          var changes = call.argument(0, Changes.class);
          var after = ports.index().position(changes.partition());
          highest.put(changes.partition(), changes.upTo());
          yield call.honestFor(
              new Changes(after, changes.messages(), changes.closed(), changes.upTo()));
        }
        case "reset" -> {
          highest.clear();
          yield call.honest();
        }
        default -> call.honest();
      });
      return new NodeEngines(ports.log(), ports.store(), ports.chats(), ports.tenants(), index);
    }
  },

  ENDS_ARE_COMPARED(
      "live chats compare their newest position with the store's periodically", "Converged") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      var chats = Lying.about(
          ChatStore.class,
          ports.chats(),
          call -> call.method().equals("tails") ? Map.of() : call.honest());
      return new NodeEngines(ports.log(), ports.store(), chats, ports.tenants(), ports.index());
    }
  },

  RECEIVERS("a receiver records its position only after the work before it", "Converged") {
    @Override
    NodeEngines about(NodeEngines ports, Hazards hazards) {
      return store(
          ports,
          call ->
              call.method().equals("receiver") && call.argument(0, String.class).equals("closer")
                  ? Long.valueOf(Position.end(call.argument(1, Integer.class)) - 1)
                  : call.honest());
    }
  };

  private static final EventCodec CODEC = Features.codec();

  private final String guard;
  private final String promise;

  Mutation(String guard, String promise) {
    this.guard = guard;
    this.promise = promise;
  }

  String promise() {
    return promise;
  }

  abstract NodeEngines about(NodeEngines ports, Hazards hazards);

  private static NodeEngines store(NodeEngines ports, Lying.Lie lie) {
    return new NodeEngines(
        ports.log(),
        Lying.about(Store.class, ports.store(), lie),
        ports.chats(),
        ports.tenants(),
        ports.index());
  }

  private static NodeEngines log(NodeEngines ports, Lying.Lie lie) {
    return new NodeEngines(
        Lying.about(Log.class, ports.log(), lie),
        ports.store(),
        ports.chats(),
        ports.tenants(),
        ports.index());
  }

  /// A transaction of the batch, whatever was applied before.
  private static Object begunAnyway(NodeEngines ports, Lying.Call call) {
    while (true) {
      var partition = call.argument(0, Integer.class);
      var applied = ports.store().progress(partition).applied();
      if (call.honestFor(partition, applied, call.argument(2, Long.class))
              instanceof Optional<?> begun
          && begun.isPresent()) {
        return begun;
      }
    }
  }

  /// What is done instead of a transaction's method.
  private interface TransactionLie {
    @org.jspecify.annotations.Nullable
    Object answer(Transaction transaction, Lying.Call call);
  }

  private static NodeEngines transactions(NodeEngines ports, TransactionLie lie) {
    var lying = store(ports, call -> {
      var answer = call.honest();
      return answer instanceof Optional<?> begun && begun.orElse(null) instanceof Transaction t
          ? Optional.of(Lying.about(Transaction.class, t, its -> lie.answer(t, its)))
          : answer;
    });
    return new NodeEngines(
        lying.log(),
        lying.store(),
        Lying.about(ChatStore.class, ports.chats(), Lying.Call::honest),
        Lying.about(plaza.core.tenant.TenantStore.class, ports.tenants(), Lying.Call::honest),
        lying.index());
  }

  /// The log stores other events than it is given.
  private static NodeEngines events(NodeEngines ports, Function<Event, Event> change) {
    return log(ports, call -> {
      if (!call.method().equals("append")) {
        return call.honest();
      }
      var events = new ArrayList<byte[]>();
      for (var bytes : call.argument(1, List.class)) {
        if (CODEC.decode((byte[]) bytes) instanceof EventCodec.Decoded.Whole(var event)) {
          events.add(CODEC.encode(change.apply(event)));
        }
      }
      return call.honestFor(call.argument(0, Integer.class), events);
    });
  }

  /// The table of docs/proof.md.
  static String table() {
    return Arrays.stream(values())
        .map(mutation -> "| " + mutation.guard + " | " + mutation.promise + " |")
        .collect(Collectors.joining("\n"));
  }
}
