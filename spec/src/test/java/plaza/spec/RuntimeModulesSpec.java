package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The classes of all jars against the modules that the package's Java runtime has: a class of a
/// module that is left out is found missing only when it is used, by a user.
class RuntimeModulesSpec {
  private static final Path JARS = Path.of("..", "server", "target");

  /// What is left out on purpose, by module, and then by the classes that name it.
  private static final Map<String, Map<String, String>> LEFT_OUT = Map.of(
      "java.desktop",
      Map.of(
          "com/fasterxml/jackson/databind/ext/Java7", "looked for, and done without",
          "tools/jackson/databind/ext/beans/JavaBeansAnnotations", "looked for, and done without",
          "io/micrometer/core/instrument/binder/logging/Log4j2Metrics", "Log4j is not used",
          "org/yaml/snakeyaml/introspector/", "AgentParser reads YAML below this layer",
          "org/yaml/snakeyaml/extensions/", "AgentParser reads YAML below this layer"),
      "java.compiler",
      Map.of(
          "io/vertx/core/impl/verticle/", "no source is compiled at run time",
          "com/google/errorprone/annotations/", "annotations for the compiler"),
      "jdk.incubator.vector",
      Map.of("org/apache/lucene/internal/vectorization/", "there are no vectors in the index"));

  private static Set<String> modulesOfPackage() throws IOException {
    var named = Files.readAllLines(Path.of("..", "deploy", "runtime-modules")).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
    var all = new HashSet<String>();
    Configuration.empty()
        .resolve(ModuleFinder.ofSystem(), ModuleFinder.of(), named)
        .modules()
        .forEach(module -> all.add(module.name()));
    return all;
  }

  private static Map<String, String> modulesByPackage() {
    var modules = new HashMap<String, String>();
    for (var module : ModuleFinder.ofSystem().findAll()) {
      for (var name : module.descriptor().packages()) {
        modules.put(name.replace('.', '/'), module.descriptor().name());
      }
    }
    return modules;
  }

  private static List<Path> jars() throws IOException {
    try (var server = Files.list(JARS);
        var libraries = Files.list(JARS.resolve("lib"))) {
      return Stream.concat(server, libraries)
          .filter(file -> file.toString().endsWith(".jar"))
          .toList();
    }
  }

  /// The classes that a class names in its code, by their packages.
  private static Set<String> packagesNamedBy(byte[] file) {
    var packages = new TreeSet<String>();
    for (var entry : ClassFile.of().parse(file).constantPool()) {
      if (entry instanceof ClassEntry named) {
        var name = named.asInternalName().replaceAll("^\\[+L?|;$", "");
        if (name.contains("/")) {
          packages.add(name.substring(0, name.lastIndexOf('/')));
        }
      }
    }
    return packages;
  }

  private static boolean isLeftOut(String module, String file) {
    var name = file.replaceAll("^META-INF/versions/\\d+/", "");
    return LEFT_OUT.getOrDefault(module, Map.of()).keySet().stream().anyMatch(name::startsWith);
  }

  @Test
  void every_class_of_the_jdk_that_a_jar_names_is_in_the_package_or_left_out_with_a_reason()
      throws Exception {
    var included = modulesOfPackage();
    var moduleOf = modulesByPackage();
    var missing = new TreeMap<String, Set<String>>();
    for (var jar : jars()) {
      try (var open = new JarFile(jar.toFile())) {
        for (var entry :
            open.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
          for (var name : packagesNamedBy(open.getInputStream(entry).readAllBytes())) {
            var module = moduleOf.getOrDefault(name, "java.base");
            if (!included.contains(module) && !isLeftOut(module, entry.getName())) {
              missing.computeIfAbsent(module, _ -> new TreeSet<>()).add(entry.getName());
            }
          }
        }
      }
    }

    assertThat(jars()).hasSizeGreaterThan(50);
    assertThat(missing).as("modules that deploy/runtime-modules lacks").isEmpty();
  }
}
