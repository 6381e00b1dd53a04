package plaza.core.event;

/// How one feature's changes are written. A kind's number and the meaning of its bytes never
/// change: a changed meaning is a new kind.
public interface Format {
  /// The family of changes that this format writes.
  Class<? extends Change> family();

  /// The kinds that this format reads: from this number …
  int kindMin();

  /// … to this.
  int kindMax();

  /// The number of this change's kind.
  int kind(Change change);

  void write(EventWriter out, Change change);

  /// Reads a change of this kind; throws [EventReader.MalformedException] for one that it does
  /// not know.
  Change read(int kind, EventReader in);
}
