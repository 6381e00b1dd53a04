package plaza.core.link;

import java.util.List;
import java.util.Optional;
import plaza.core.text.Texts;

/// The terms of a link, as set by its owner.
///
/// @param title for people; empty: none
/// @param tags each once, in order
/// @param crawlable whether search engines may follow it
public record LinkTerms(
    Target target,
    String title,
    List<String> tags,
    Validity validity,
    Redirection redirection,
    boolean crawlable) {
  /// The longest title, in Unicode code points.
  public static final int TITLE_LENGTH_MAX = 512;

  /// The most tags.
  public static final int TAGS_MAX = 50;

  /// The longest tag, in Unicode code points.
  public static final int TAG_LENGTH_MAX = 255;

  public LinkTerms {
    tags = tags.stream().distinct().sorted().toList();
    tagsProblem(tags).ifPresent(problem -> {
      throw new IllegalArgumentException("tags " + problem);
    });
  }

  /// A link that leads there, and nothing more.
  public static LinkTerms to(Target target) {
    return new LinkTerms(target, "", List.of(), Validity.ALWAYS, Redirection.DEFAULT, false);
  }

  /// What is wrong with a title; empty when nothing is.
  public static Optional<String> titleProblem(String title) {
    return Texts.problem(title, TITLE_LENGTH_MAX);
  }

  /// What is wrong with tags; empty when nothing is.
  public static Optional<String> tagsProblem(List<String> tags) {
    if (tags.size() > TAGS_MAX) {
      return Optional.of("are too many (maximum is " + TAGS_MAX + ", had " + tags.size() + ")");
    }
    return tags.stream()
        .flatMap(tag -> Texts.problem(tag, TAG_LENGTH_MAX).stream())
        .findFirst()
        .map(problem -> "have one that " + problem);
  }
}
