/// Tests of plaza.launcher.part.
@NullMarked
package plaza.launcher.part;

import org.jspecify.annotations.NullMarked;
