package plaza.server.transfer;

import java.nio.file.Path;
import java.util.function.Consumer;

/// The input and destination of an import.
///
/// @param url of the server
/// @param secret the credential; empty: none
/// @param application its token
/// @param name of the import: the same name and file mean the same things
/// @param report receives each invalid line
public record Intake(
    String url,
    String secret,
    String application,
    String name,
    Path file,
    Consumer<String> report) {
  /// The application's path.
  String path() {
    return "/api/v1/applications/" + application;
  }
}
