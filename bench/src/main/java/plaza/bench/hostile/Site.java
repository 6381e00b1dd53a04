package plaza.bench.hostile;

/// Where a hostile caller works: an application of its own, with chats and links made for it.
///
/// @param key of the application
/// @param quiet a chat that is not the newest of its application
/// @param letters a chat of long texts of one letter
/// @param code of a link that all lead to one place
/// @param ruled code of a link that leads some browsers elsewhere
record Site(String url, String key, String quiet, String letters, String code, String ruled) {
  String[] arguments() {
    return new String[] {url, key, quiet, letters, code, ruled};
  }

  static Site of(String... arguments) {
    return new Site(
        arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
  }
}
