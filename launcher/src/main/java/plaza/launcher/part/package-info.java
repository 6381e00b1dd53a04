/// How each part of a cluster is configured, started and asked whether it answers.
@NullMarked
package plaza.launcher.part;

import org.jspecify.annotations.NullMarked;
