package plaza.simulation.world;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

/// Virtual threads whose steps are run by an executor of ours. The JDK has the constructor for its
/// own tests and does not show it: the simulation is started with
/// `--add-opens java.base/java.lang=ALL-UNNAMED`.
final class VirtualThreads {
  private static final MethodHandle BUILDER = builder();

  private VirtualThreads() {}

  private static MethodHandle builder() {
    try {
      var type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findConstructor(type, MethodType.methodType(void.class, Executor.class))
          .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this JDK can't be simulated on: start it with --add-opens java.base/java.lang=ALL-UNNAMED",
          e);
    }
  }

  /// A thread that is not started; each time it can go on, `executor` is given what to run.
  static Thread unstarted(Executor executor, Runnable body) {
    try {
      return ((Thread.Builder.OfVirtual) BUILDER.invokeExact(executor)).unstarted(body);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
