package plaza.simulation;

import java.util.regex.Pattern;

/// Shortens what records print, so that a trace can be read: `1/2/3` is message 3 of chat 2 of
/// application 1.
final class Brief {
  private static final Pattern APPLICATION = Pattern.compile("ApplicationId\\[value=(\\d+)]");
  private static final Pattern CHAT =
      Pattern.compile("ChatId\\[application=(\\d+), number=(\\d+)]");
  private static final Pattern MESSAGE =
      Pattern.compile("MessageId\\[chat=(\\d+/\\d+), number=(\\d+)]");
  private static final Pattern SENDER = Pattern.compile("Sender\\[text=([^]]*)]");
  private static final Pattern TIMES = Pattern.compile(", createdAt=[^,]*, updatedAt=[^,]*");

  private Brief() {}

  static String of(String text) {
    var shorter = APPLICATION.matcher(text).replaceAll("$1");
    shorter = CHAT.matcher(shorter).replaceAll("$1/$2");
    shorter = MESSAGE.matcher(shorter).replaceAll("$1/$2");
    shorter = SENDER.matcher(shorter).replaceAll("$1");
    return TIMES.matcher(shorter).replaceAll("");
  }
}
