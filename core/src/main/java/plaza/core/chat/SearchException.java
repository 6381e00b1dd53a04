package plaza.core.chat;

/// A search could not be answered: the index failed, or is not there.
public class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SearchException(String message, Throwable cause) {
    super(message, cause);
  }

  public SearchException(String message) {
    super(message);
  }
}
