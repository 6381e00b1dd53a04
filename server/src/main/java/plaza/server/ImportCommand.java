package plaza.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import plaza.server.transfer.Intake;
import plaza.server.transfer.MessageImport;

/// `plaza import irc|plaza|links FILE`: imports messages or links.
@Command(
    name = "import",
    description =
        "Imports messages, with their authors and times, or links. An interrupted or killed import can be run again: nothing is duplicated.",
    mixinStandardHelpOptions = true,
    subcommands = ImportLinksCommand.class)
final class ImportCommand {
  @Command(
      name = "irc",
      description = "Imports a chat log: JSON lines with chat, user, at, body.",
      mixinStandardHelpOptions = true)
  int irc(@Mixin ImportOptions options) throws Exception {
    return options.with(intake -> told(intake, MessageImport.irc(intake)));
  }

  @Command(
      name = "plaza",
      description = "Imports an export of Plaza.",
      mixinStandardHelpOptions = true)
  int plaza(@Mixin ImportOptions options) throws Exception {
    return options.with(intake -> told(intake, MessageImport.export(intake)));
  }

  private static int told(Intake intake, MessageImport.Result result) {
    return ImportOptions.told(
        result.messages() + " messages in " + result.chats() + " chats of the application "
            + intake.application(),
        result.refused());
  }
}
