package plaza.core.chat;

/// A search took longer than [SearchIndex#SEARCH_TIME_MAX], and was ended without a result.
public final class SearchTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SearchTimeoutException(String detail) {
    super(detail);
  }
}
