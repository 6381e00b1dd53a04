package plaza.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import plaza.core.port.Transaction;

/// An engine's port that does some of its methods otherwise, and the rest as it should.
final class Lying {
  private Lying() {}

  /// One call of a method.
  interface Call {
    String method();

    /// An argument, as the type that the caller knows it to have.
    <T> T argument(int index, Class<T> type);

    /// What the honest engine answers.
    @Nullable
    Object honest();

    /// What the honest engine answers to other arguments.
    @Nullable
    Object honestFor(Object... others);
  }

  /// What is done instead.
  interface Lie {
    @Nullable
    Object answer(Call call);
  }

  private record Handler(Object engine, Lie lie) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      var given = arguments == null ? new Object[0] : arguments;
      return lie.answer(new Call() {
        @Override
        public String method() {
          return method.getName();
        }

        @Override
        public <T> T argument(int index, Class<T> type) {
          return type.cast(given[index]);
        }

        @Override
        public @Nullable Object honest() {
          return honestFor(given);
        }

        @Override
        public @Nullable Object honestFor(Object... others) {
          return call(method, others);
        }
      });
    }

    /// Engines know their own transactions only.
    private @Nullable Object call(Method method, Object[] arguments) {
      var real = arguments.clone();
      for (int i = 0; i < real.length; i++) {
        if (real[i] instanceof Transaction transaction) {
          real[i] = Lying.engineOf(transaction);
        }
      }
      try {
        return method.invoke(engine, real);
      } catch (InvocationTargetException e) {
        throw thrown(e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
      if (cause instanceof RuntimeException exception) {
        return exception;
      }
      throw new IllegalStateException(cause);
    }
  }

  /// The port of `engine`, with the lie.
  static <T> T about(Class<T> port, T engine, Lie lie) {
    return port.cast(Proxy.newProxyInstance(
        port.getClassLoader(), new Class<?>[] {port}, new Handler(engine, lie)));
  }

  private static Object engineOf(Object port) {
    return Proxy.isProxyClass(port.getClass())
            && Proxy.getInvocationHandler(port) instanceof Handler handler
        ? handler.engine()
        : port;
  }
}
