package plaza.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Methods of the product are short and take few parameters.
class MethodsTest {
  /// The lines between a method's first statement and its last.
  private static final int LINES_MAX = 70;

  /// Of a method or a constructor; records may have more components.
  private static final int PARAMETERS_MAX = 7;

  private static final List<String> MODULES =
      List.of("core", "sql", "embedded", "cluster", "edge", "server", "launcher", "simulation");

  private record Method(ClassModel type, MethodModel method) {
    private String name() {
      return type.thisClass().asInternalName() + "." + method.methodName();
    }

    /// As the source has them: the constructor of an inner class takes its outer object, too.
    private int parameters() {
      var parameters = method.methodTypeSymbol().parameterList();
      var outer = type.thisClass().asInternalName().replaceFirst("\\$\\w+$", "");
      var isInner = method.methodName().equalsString(ConstantDescs.INIT_NAME)
          && !parameters.isEmpty()
          && parameters.getFirst().descriptorString().equals("L" + outer + ";");
      return parameters.size() - (isInner ? 1 : 0);
    }

    private boolean isOfRecord() {
      return type.findAttribute(Attributes.record()).isPresent()
          && method.methodName().equalsString(ConstantDescs.INIT_NAME);
    }

    private int lines() {
      var numbers =
          method.code().flatMap(code -> code.findAttribute(Attributes.lineNumberTable())).stream()
              .flatMap(table -> table.lineNumbers().stream())
              .mapToInt(LineNumberInfo::lineNumber)
              .summaryStatistics();
      return numbers.getCount() == 0 ? 0 : numbers.getMax() - numbers.getMin() + 1;
    }
  }

  private static Stream<Method> methods() {
    return MODULES.stream()
        .map(module -> Path.of("..", module, "target", "classes"))
        .flatMap(MethodsTest::classes)
        .flatMap(type -> type.methods().stream()
            .filter(method -> !method.flags().has(AccessFlag.SYNTHETIC))
            .filter(method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME))
            .map(method -> new Method(type, method)));
  }

  private static Stream<ClassModel> classes(Path directory) {
    try (var files = Files.walk(directory)) {
      var classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      return classes.stream().map(MethodsTest::parsed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassModel parsed(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void no_method_is_longer_than_a_screen() {
    var findings = methods()
        .filter(method -> method.lines() > LINES_MAX)
        .map(method -> method.name() + " has " + method.lines() + " lines");

    assertThat(findings).isEmpty();
  }

  @Test
  void no_method_takes_more_parameters_than_a_reader_can_tell_apart() {
    var findings = methods()
        .filter(method -> method.parameters() > PARAMETERS_MAX && !method.isOfRecord())
        .map(method -> method.name() + " has " + method.parameters() + " parameters");

    assertThat(findings).isEmpty();
  }

  @Test
  void the_methods_are_read_at_all() {
    assertThat(methods().filter(method -> method.lines() > 5)).hasSizeGreaterThan(1_000);
  }
}
