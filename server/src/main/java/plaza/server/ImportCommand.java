package plaza.server;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import plaza.server.transfer.Intake;
import plaza.server.transfer.MessageImport;

/// `plaza import irc|plaza|links FILE`: takes in what was elsewhere.
@Command(
    name = "import",
    description =
        "Takes messages in, with their authors and times, or links. It may be interrupted or killed, and run again: "
            + "nothing is doubled.",
    mixinStandardHelpOptions = true,
    subcommands = ImportLinksCommand.class)
final class ImportCommand {
  @Command(
      name = "irc",
      description = "Takes in a chat log: JSON lines with chat, user, at, body.",
      mixinStandardHelpOptions = true)
  int irc(@Mixin ImportOptions options) throws Exception {
    MessageImport.requireChatLog(options.readableFile());
    return options.with(intake -> told(intake, MessageImport.irc(intake)));
  }

  @Command(
      name = "plaza",
      description = "Takes in an export of Plaza.",
      mixinStandardHelpOptions = true)
  int plaza(@Mixin ImportOptions options) throws Exception {
    MessageImport.requireExport(options.readableFile());
    return options.with(intake -> told(intake, MessageImport.export(intake)));
  }

  private static int told(Intake intake, MessageImport.Result result) {
    return ImportOptions.told(
        result.messages() + " messages in " + result.chats() + " chats of the application "
            + intake.application(),
        result.refused());
  }
}
