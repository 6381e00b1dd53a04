package plaza.server;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import plaza.core.tenant.Applications;
import plaza.server.control.Control;

/// The commands that a running server accepts from its own machine.
final class ServerControl implements Control {
  private static final String BACKUP = "backup ";
  private static final String OPERATOR_KEY = "operator-key";

  private final Backup backup;
  private final Applications applications;

  private final LinkControl links;

  ServerControl(Backup backup, Applications applications, LinkControl links) {
    this.backup = backup;
    this.applications = applications;
    this.links = links;
  }

  /// The words that order a backup to an absolute directory.
  static String backup(Path directory) {
    return BACKUP + URLEncoder.encode(directory.toString(), StandardCharsets.UTF_8);
  }

  /// The words that order a new operator's key; the one before opens nothing any more.
  static String operatorKey() {
    return OPERATOR_KEY;
  }

  @Override
  public String run(String words, Consumer<String> progress) {
    if (words.startsWith(BACKUP)) {
      var directory = URLDecoder.decode(words.substring(BACKUP.length()), StandardCharsets.UTF_8);
      return backup.to(Path.of(directory), progress);
    }
    if (words.equals(OPERATOR_KEY)) {
      return applications.renewOperatorKey().reveal();
    }
    var order = LinkControl.Order.of(words);
    if (order.isPresent()) {
      return links.run(order.get());
    }
    throw new Refusal("this server does not know the command: are both of the same version?");
  }
}
