package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands in `bin/` in a checkout: when they build, and what they have Maven do. Maven and
/// the JDK are scripts here, which note how they were called.
class CheckoutSpec {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir
  Path folder;

  private Path checkout = Path.of("");

  @BeforeEach
  void make() throws Exception {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    for (var module : List.of("core", "server", "spec", "sql")) {
      Files.createDirectories(checkout.resolve(module));
      Files.copy(ROOT.resolve(module).resolve("pom.xml"), checkout.resolve(module + "/pom.xml"));
    }
    source("core/src/main/java/Some.java", "class Some {}");
    source("core/src/test/java/FoldingTest.java", "class FoldingTest {}");
    source("sql/src/test/java/MySqlTest.java", "@Tag(\"cluster\")");
    source("spec/src/test/java/LinkSpec.java", "class LinkSpec {}");
    source("spec/src/test/java/DocsSpec.java", "class DocsSpec {}");
    source("spec/src/test/java/ClusterNodesSpec.java", "@Tag(\"cluster\")");
    source("spec/src/test/java/PackageSpec.java", "class PackageSpec {}");
    run("cp", "-r", ROOT.resolve("bin").toString(), checkout.toString());
    var programs = Files.createDirectories(folder.resolve("programs"));
    // It builds once the file "hold" is away.
    program(programs.resolve("mvn"), """
        echo "mvn $*" >> "$NOTES/mvn"
        while [ -e "$NOTES/hold" ]; do sleep 0.05; done
        mkdir -p "$CHECKOUT/server/target"
        echo built > "$CHECKOUT/server/target/plaza.jar"
        """);
    for (var installed : List.of("mariadbd", "redis-check-rdb", "my_print_defaults")) {
      program(programs.resolve(installed), "");
    }
    Files.createDirectories(checkout.resolve("spec/target/tools/nginx"));
    program(programs.resolve("apt-get"), "echo \"apt-get $*\" >> \"$NOTES/apt\"");
    var jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.9\"\n");
    program(jdk.resolve("bin/javac"), "");
    program(jdk.resolve("bin/java"), "echo \"java $*\" >> \"$NOTES/java\"");
  }

  private void source(String name, String text) throws IOException {
    var file = checkout.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Running(Process process, Path output) {
    String text() throws IOException {
      return Files.readString(output);
    }
  }

  private Running start(Path in, String... command) throws IOException {
    var output = Files.createTempFile(folder, "output", ".txt");
    var process = new ProcessBuilder(command)
        .directory(in.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    process.environment().remove("CHECKOUT_LOCKED");
    process.environment().put("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
    process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    process.environment().put("NOTES", folder.toString());
    process.environment().put("CHECKOUT", in.toString());
    return new Running(process.start(), output);
  }

  private String run(Path in, String... command) throws Exception {
    var running = start(in, command);
    running.process().waitFor();
    return running.text();
  }

  private String run(String... command) throws Exception {
    return run(checkout, command);
  }

  private List<String> calls(String program) throws IOException {
    var file = folder.resolve(program);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void touchAll(Path in) throws IOException {
    try (var files = Files.walk(in)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    }
  }

  @Test
  void plaza_is_built_again_when_contents_changed_and_not_for_times() throws Exception {
    run("bin/plaza", "--version");
    assertThat(calls("mvn")).hasSize(1);
    assertThat(calls("java")).last().asString().endsWith("plaza.jar --version");

    touchAll(checkout.resolve("core"));
    run("bin/plaza", "--version");
    var copy = folder.resolve("copy");
    run("cp", "-r", checkout.toString(), copy.toString());
    touchAll(copy.resolve("core"));
    run(copy, "bin/plaza", "--version");
    assertThat(calls("mvn")).hasSize(1);

    source("core/src/main/java/Some.java", "class Some { int more; }");
    Files.setLastModifiedTime(
        checkout.resolve("core/src/main/java/Some.java"), FileTime.from(Instant.EPOCH));
    run("bin/plaza", "--version");
    assertThat(calls("mvn")).hasSize(2);

    Files.delete(checkout.resolve("core/src/main/java/Some.java"));
    run("bin/plaza", "--version");
    assertThat(calls("mvn")).hasSize(3);
  }

  @Test
  void of_two_commands_one_builds_and_the_other_waits_and_builds_nothing() throws Exception {
    var hold = Files.createFile(folder.resolve("hold"));
    var first = start(checkout, "bin/plaza", "--version");
    await().atMost(SOON).until(() -> calls("mvn").size() == 1);
    var second = start(checkout, "bin/plaza", "--version");
    await().atMost(SOON).until(() -> second.text().contains("is building"));

    Files.delete(hold);

    assertThat(first.process().waitFor()).as(first.text()).isZero();
    assertThat(second.process().waitFor()).as(second.text()).isZero();
    assertThat(calls("mvn")).hasSize(1);
  }

  @Test
  void a_development_server_learns_nothing_and_has_the_consoles_sources() throws Exception {
    var server = start(checkout, "bin/dev", "--port", "0");
    try {
      await().atMost(SOON).until(() -> !calls("java").isEmpty());

      assertThat(calls("java"))
          .singleElement()
          .asString()
          .contains(checkout + "/console/src/main/resources:")
          .endsWith("plaza.server.Main serve --port 0")
          .doesNotContain("AOT");
    } finally {
      server.process().destroy();
    }
  }

  private String tests(String... arguments) throws Exception {
    return run(Stream.concat(Stream.of("bin/test"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void a_test_is_run_where_it_belongs_and_installs_nothing_else() throws Exception {
    tests("core", "FoldingTest");
    assertThat(calls("mvn")).last().asString().contains("-pl core -am -Dtest=FoldingTest ");

    // Its module is found.
    tests("FoldingTest#a_method");
    assertThat(calls("mvn"))
        .last()
        .asString()
        .contains("-pl core -am -Dtest=FoldingTest#a_method ");
    assertThat(calls("apt")).isEmpty();

    tests("spec", "LinkSpec");
    assertThat(calls("mvn")).last().asString().doesNotContain("cluster.skip", "embedded.skip");

    tests("spec", "DocsSpec");
    assertThat(calls("mvn"))
        .last()
        .asString()
        .contains("-Dcluster.skip=true")
        .doesNotContain("-Dembedded.skip");

    tests("spec", "ClusterNodesSpec");
    assertThat(calls("mvn"))
        .last()
        .asString()
        .contains("-Dembedded.skip=true")
        .doesNotContain("-Dcluster.skip");

    tests("spec", "PackageSpec");
    assertThat(calls("mvn"))
        .last()
        .asString()
        .contains("-Dembedded.skip=true")
        .contains("-Dpackage.skip=false");
  }

  @Test
  void modules_are_run_with_those_below_and_all_without_any() throws Exception {
    tests("core", "sql");
    assertThat(calls("mvn")).last().asString().endsWith("pom.xml -pl core,sql -am verify");

    tests();
    assertThat(calls("mvn")).last().asString().endsWith("pom.xml verify");

    tests("--fast");
    assertThat(calls("mvn"))
        .last()
        .asString()
        .contains("-DexcludedGroups=cluster | browser | campaign")
        .contains("-Dcluster.skip=true")
        .contains("-Dpackage.skip=true");
  }

  @Test
  void what_is_neither_a_module_nor_a_test_is_refused() throws Exception {
    assertThat(tests("cor")).contains("no such module, and no such test: cor");
    assertThat(tests("core", "LinkSpec")).contains("no such test in core: LinkSpec");
    assertThat(tests("--quick")).contains("no such option: --quick");
    assertThat(calls("mvn")).isEmpty();
  }

  @Test
  void a_run_without_a_test_is_no_success() throws Exception {
    assertThat(tests("core", "FoldingTest"))
        .endsWith("No test was run.\n0 passed, 0 failed, 0 skipped\n");
  }
}
