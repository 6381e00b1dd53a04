/// What people at the command line are told.
@NullMarked
package plaza.server.report;

import org.jspecify.annotations.NullMarked;
