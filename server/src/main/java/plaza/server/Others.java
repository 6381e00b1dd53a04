package plaza.server;

/// Other servers that could answer instead of this one.
interface Others {
  /// There are none.
  Others NONE = new Others() {
    @Override
    public boolean exist() {
      return false;
    }

    @Override
    public boolean fareBetter(String engine) {
      return false;
    }
  };

  /// Whether there may be some, on the same engines.
  boolean exist();

  /// Whether this server has had trouble with an engine for some time, while another has had none.
  ///
  /// @param engine its name in `/ready`
  boolean fareBetter(String engine);
}
