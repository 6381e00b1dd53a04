package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// All answers that tests receive are held against the OpenAPI document. Here, the document is
/// changed: what it then says wrongly is found.
class OpenApiSpec {
  private final Http plaza = PlazaServer.shared().http();
  private final String chat = plaza.chat();

  /// What is wrong with the answer about a chat when the document has been changed.
  private List<String> problems(Consumer<ObjectNode> change) {
    var document = (ObjectNode) plaza.get("/openapi.json").json();
    change.accept(document);
    return new ApiDocument(document).problems("GET", chat, plaza.get(chat));
  }

  private static ObjectNode schema(ObjectNode document) {
    return document.withObject("/components/schemas/Chat");
  }

  private static ObjectNode responses(ObjectNode document) {
    return document.withObject(
        "/paths/~1api~1v1~1applications~1{token}~1chats~1{chat}/get/responses");
  }

  @Test
  void an_answer_fits_the_document() {
    assertThat(problems(_ -> {})).isEmpty();
  }

  @Test
  void a_property_that_is_not_declared_is_found() {
    assertThat(problems(document -> schema(document).withObject("/properties").remove("name")))
        .singleElement()
        .asString()
        .startsWith("GET " + chat + " (get /api/v1/applications/{token}/chats/{chat}), 200: ")
        .contains("'name'");
  }

  @Test
  void a_property_that_is_declared_and_missing_is_found() {
    assertThat(problems(document -> schema(document).withArray("/required").add("topic")))
        .singleElement()
        .asString()
        .contains("'topic'");
  }

  @Test
  void a_property_of_another_type_is_found_and_pointed_at() {
    assertThat(problems(
            document -> schema(document).withObject("/properties/number").put("type", "string")))
        .singleElement()
        .asString()
        .contains("/number: integer found, string expected");
  }

  @Test
  void a_status_that_is_not_declared_is_found_though_there_is_a_default() {
    assertThat(problems(document -> responses(document).remove("200")))
        .singleElement()
        .asString()
        .endsWith("200: the status is not declared");
  }

  @Test
  void a_media_type_that_is_not_declared_is_found() {
    assertThat(problems(document -> {
          var content = responses(document).withObject("/200/content");
          content.set("text/plain", content.remove("application/json"));
        }))
        .singleElement()
        .asString()
        .endsWith("the media type application/json is not declared");
  }

  @Test
  void an_operation_that_is_not_declared_is_found() {
    assertThat(problems(document -> responses(document).removeAll()))
        .singleElement()
        .asString()
        .contains("the status is not declared");
    assertThat(problems(document -> document.withObject("/paths").removeAll()))
        .singleElement()
        .asString()
        .contains("there is no such operation");
  }
}
