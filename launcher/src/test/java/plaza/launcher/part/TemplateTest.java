package plaza.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.launcher.Layout;
import plaza.launcher.Parts;
import plaza.launcher.process.Programs;

class TemplateTest {
  private static final Path EXAMPLES = Path.of("../deploy").toAbsolutePath().normalize();

  @TempDir
  private Path directory = Path.of("");

  private Template template(String text) throws IOException {
    return Template.of(Files.writeString(directory.resolve("example"), text));
  }

  @Test
  void a_setting_is_replaced_in_its_place_in_every_way_of_writing() throws Exception {
    var template = template("""
        # port = comment
        port=1
        port.other = 2
        host = 3
        yaml: 4
          listen 80;
        flag five
        """);

    template.set("port", 10).set("host", 30).set("yaml", 40).set("listen", 81).set("flag", "50");

    assertThat(template.text()).isEqualTo("""
        # port = comment
        port=10
        port.other = 2
        host = 30
        yaml: 40
          listen 81;
        flag 50
        """);
  }

  @Test
  void a_setting_of_several_lines_gets_as_many_as_there_are_values() throws Exception {
    var template = template("""
        server {
          server a:1;
          server b:1;
        }
        """);

    assertThat(template.set("server", List.of("c:1", "d:1", "e:1")).text()).isEqualTo("""
        server {
          server c:1;
          server d:1;
          server e:1;
        }
        """);
    assertThat(template.without("server").text()).isEqualTo("server {\n}\n");
  }

  @Test
  void a_setting_that_the_example_does_not_have_is_a_mistake() throws Exception {
    var template = template("port=1\n");

    assertThatThrownBy(() -> template.set("ports", 2)).hasMessage("example has no ports");
    assertThatThrownBy(() -> template.without("por")).hasMessage("example has no por");
  }

  @Test
  void what_people_changed_in_a_configuration_holds() throws Exception {
    var file = directory.resolve("written");
    template("port=1\n").writeOnce(file);
    Files.writeString(file, "port=2\n");
    template("port=3\n").writeOnce(file);

    assertThat(file).hasContent("port=2\n");
  }

  @Test
  void no_address_and_no_password_of_the_examples_is_left_in_a_cluster_of_this_machine()
      throws Exception {
    var layout = Layout.of(directory.resolve("cluster"), OptionalInt.empty(), OptionalInt.of(3));
    layout.make();
    var parts = new Parts(layout, new Programs(checkout()), List.of("java"), List.of("--keys"));

    parts.writeClusterFile();
    parts.stages().stream().flatMap(List::stream).forEach(TemplateTest::write);

    assertThat(configurations(layout.directory()))
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(file -> assertThat(settings(file)).doesNotContain("10.0.0.", "change-me"));
  }

  /// A checkout with the examples, in which the engines' jars stand for those that a build makes.
  private Path checkout() throws IOException {
    var root = Files.createDirectories(directory.resolve("checkout"));
    Files.createSymbolicLink(root.resolve("deploy"), EXAMPLES);
    Files.createDirectories(root.resolve("engine/kafka/target/lib"));
    return root;
  }

  private static void write(Part part) {
    try {
      Files.createDirectories(part.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    part.prepare((_, _) -> {});
  }

  private static List<Path> configurations(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(properties|cnf|conf|yml)"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String settings(Path file) {
    try {
      return Files.readString(file).replaceAll("(?m)^\\s*#.*$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
