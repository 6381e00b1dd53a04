package plaza.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import plaza.core.event.EventCodec;
import plaza.core.event.Format;
import plaza.core.pipeline.Feature;
import plaza.core.product.Features;

class ArchitectureTest {
  private static final JavaClasses PLAZA = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("plaza");

  @Test
  void the_classes_are_read_at_all() {
    assertThat(PLAZA.size()).isGreaterThan(150);
  }

  @Test
  void core_needs_nothing_but_the_language_and_a_way_to_count_visitors() {
    classes()
        .that()
        .resideInAPackage("plaza.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "plaza.core..", "java..", "org.jspecify..", "com.dynatrace.hash4j.distinctcount..")
        .check(PLAZA);
    noClasses()
        .that()
        .resideInAPackage("plaza.core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "javax..", "java.net..", "java.nio.file.."))
        .check(PLAZA);
  }

  @Test
  void the_edge_knows_no_engine_and_no_engine_knows_the_edge() {
    noClasses()
        .that()
        .resideInAPackage("plaza.edge..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("plaza.sql..", "plaza.embedded..", "plaza.cluster..", "plaza.server..")
        .check(PLAZA);
    noClasses()
        .that()
        .resideInAnyPackage("plaza.sql..", "plaza.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("plaza.edge..", "plaza.server..")
        .check(PLAZA);
  }

  @Test
  void the_store_does_not_know_its_deployment() {
    noClasses()
        .that()
        .resideInAPackage("plaza.sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("plaza.embedded..")
        .check(PLAZA);
  }

  @Test
  void the_launcher_needs_nothing_but_the_language() {
    classes()
        .that()
        .resideInAPackage("plaza.launcher..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("plaza.launcher..", "java..", "org.jspecify..")
        .check(PLAZA);
  }

  @Test
  void every_feature_and_format_is_in_the_one_list() {
    var listed =
        Features.formats().stream().map(format -> format.getClass().getName()).toList();
    assertThat(concrete(Format.class)).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(concrete(Feature.class)).hasSameSizeAs(listed);
    noClasses()
        .that()
        .resideOutsideOfPackages("plaza.core.product..", "plaza.core.pipeline..")
        .should()
        .callConstructor(EventCodec.class, List.class)
        .because("Features.codec() knows every kind of event")
        .check(PLAZA);
  }

  private static List<String> concrete(Class<?> type) {
    return PLAZA.stream()
        .filter(it -> it.isAssignableTo(type) && !it.isInterface())
        .map(JavaClass::getName)
        .filter(name -> name.startsWith("plaza.core."))
        .toList();
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("plaza.launcher.(*)..").should().beFreeOfCycles().check(PLAZA);
    slices().matching("plaza.core.(*)..").should().beFreeOfCycles().check(PLAZA);
    slices().matching("plaza.embedded.(*)..").should().beFreeOfCycles().check(PLAZA);
    slices().matching("plaza.edge.(*)..").should().beFreeOfCycles().check(PLAZA);
  }
}
