package plaza.server;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import plaza.core.chat.ChatStore;
import plaza.core.chat.SearchIndex;
import plaza.core.link.LinkStore;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.port.Transaction;
import plaza.core.product.Features;
import plaza.core.product.Ports;
import plaza.core.tenant.TenantStore;
import plaza.core.visit.VisitStore;
import plaza.server.config.Flags;

/// `plaza serve` with a trap: the process is gone, as by `kill -9`, at a given call of a given
/// method of a port, just before it or just after. For tests alone, which start this class instead
/// of the program. The trap is set at the start (`-Dplaza.fault="Log.append after 3"`), or later
/// by such a line on the standard input. There the clock can be set too: `clock PT-5H` is five
/// hours slow; at the start that is `-Dplaza.clock=PT-5H`. And `eat` takes
/// all the memory there is.
public final class FaultPoints {
  /// A process that was trapped exits with it.
  private static final int TRAPPED = 86;

  /// @param left calls until it snaps
  private record Trap(String point, AtomicInteger left) {
    static Trap of(String line) {
      var end = line.lastIndexOf(' ');
      return new Trap(
          line.substring(0, end), new AtomicInteger(Integer.parseInt(line.substring(end + 1))));
    }
  }

  private static final String CLOCK = "clock ";
  private static final int MEGABYTE = 1 << 20;

  /// By how much the clock is wrong.
  private volatile Duration jump = Duration.parse(System.getProperty("plaza.clock", "PT0S"));

  private volatile Trap trap = Trap.of(System.getProperty("plaza.fault", "none 1"));

  private FaultPoints() {}

  /// @param arguments those of `plaza`, the first of which is `serve`
  public static void main(String[] arguments) {
    Main.quieten();
    var points = new FaultPoints();
    Thread.ofPlatform().daemon().start(points::takeOrders);
    var command =
        new CommandLine(new ServeCommand(deployment -> points.around(Engines.of(deployment))));
    Flags.addTo(command.getCommandSpec());
    System.exit(command.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }

  private void takeOrders() {
    try (var lines = new java.io.BufferedReader(
        new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("eat")) {
          eatAll();
        } else if (line.startsWith(CLOCK)) {
          jump = Duration.parse(line.substring(CLOCK.length()));
        } else {
          trap = Trap.of(line);
        }
        System.out.println("done: " + line);
      }
    } catch (IOException e) {
      // Nobody gives orders any more.
    }
  }

  /// Takes all the memory there is.
  private static void eatAll() {
    for (var eaten = new ArrayList<byte[]>(); !eaten.contains(new byte[0]); ) {
      eaten.add(new byte[MEGABYTE]);
    }
  }

  private Engines around(Engines real) {
    var ports = real.ports();
    var rows = ports.rows();
    return new Engines(
        new Ports(
            around(Log.class, ports.log()),
            around(Store.class, ports.store()),
            new Features.Stores(
                around(TenantStore.class, rows.tenants()),
                around(ChatStore.class, rows.chats()),
                around(LinkStore.class, rows.links()),
                rows.codes(),
                around(VisitStore.class, rows.visits())),
            around(SearchIndex.class, ports.index()),
            ports.oneTimeValues(),
            ports.caches()),
        real.rates(),
        () -> real.clock().instant().plus(jump),
        real.upkeep(),
        real.sharing(),
        real.controls(),
        real.watched(),
        real.advice(),
        real.replicaReads(),
        real.opened());
  }

  private <T> T around(Class<T> port, T real) {
    return port.cast(Proxy.newProxyInstance(
        port.getClassLoader(),
        new Class<?>[] {port, Wrapped.class},
        (_, method, arguments) ->
            method.getDeclaringClass() == Wrapped.class ? real : call(real, method, arguments)));
  }

  /// What a wrapped port is in truth: its engine knows no other.
  interface Wrapped {
    Object unwrapped();
  }

  private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var point = name(method);
    pass(point + " before");
    if (arguments != null) {
      arguments = Arrays.stream(arguments)
          .map(argument -> argument instanceof Wrapped wrapped ? wrapped.unwrapped() : argument)
          .toArray();
    }
    try {
      var result = method.invoke(real, arguments);
      pass(point + " after");
      return wrapped(result);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /// As `Log.append`, `ChatStore.Rows.insertMessages`.
  private static String name(Method method) {
    var port = method.getDeclaringClass().getName();
    return port.substring(port.lastIndexOf('.') + 1).replace('$', '.') + "." + method.getName();
  }

  private void pass(String point) {
    var set = trap;
    if (set.point().equals(point) && set.left().decrementAndGet() == 0) {
      Runtime.getRuntime().halt(TRAPPED);
    }
  }

  private @Nullable Object wrapped(@Nullable Object result) {
    return switch (result) {
      case Optional<?> found
      when found.isPresent() && found.get() instanceof Transaction begun ->
        Optional.of(around(Transaction.class, begun));
      case ChatStore.Rows rows -> around(ChatStore.Rows.class, rows);
      case TenantStore.Rows rows -> around(TenantStore.Rows.class, rows);
      case null, default -> result;
    };
  }
}
