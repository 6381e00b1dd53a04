/// Output for users of the command line.
@NullMarked
package plaza.server.report;

import org.jspecify.annotations.NullMarked;
