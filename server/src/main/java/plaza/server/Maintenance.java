package plaza.server;

import java.nio.file.Path;
import java.util.List;
import plaza.sql.StoreAudit;

/// Maintenance operations on the files of a deployment.
interface Maintenance {
  /// Copies the store, while it is in use; the copy is of one moment.
  void copyStore(Path file);

  /// Copies the log, as [#copyStore].
  void copyLog(Path file);

  /// What the engine finds wrong with the store's file; empty when nothing is.
  List<String> storeProblems();

  /// What makes no sense in the store's rows.
  StoreAudit audit(StoreAudit.Depth depth);

  /// As [#storeProblems].
  List<String> logProblems();

  /// As [#storeProblems].
  List<String> indexProblems();
}
