package plaza.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ClusterArchitectureTest {
  private static final JavaClasses CLUSTER = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("plaza.cluster");

  @Test
  void an_adapter_knows_core_and_its_engine_alone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("plaza.embedded..", "plaza.sql..", "plaza.edge..", "plaza.server..")
        .check(CLUSTER);
    slices().matching("plaza.cluster.(*)..").should().notDependOnEachOther().check(CLUSTER);
  }
}
