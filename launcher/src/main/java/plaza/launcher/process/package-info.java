/// Processes that outlive the command that started them: which is whose, and who has a port.
@NullMarked
package plaza.launcher.process;

import org.jspecify.annotations.NullMarked;
