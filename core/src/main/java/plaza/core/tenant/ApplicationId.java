package plaza.core.tenant;

/// The internal number of an application (a tenant), counted from 1 in order of creation. It
/// never leaves the server: clients name an application by its [Token].
public record ApplicationId(long value) {
  public ApplicationId {
    if (value < 1) {
      throw new IllegalArgumentException("an application's id starts at 1, was " + value);
    }
  }
}
