/// The log in Kafka.
@NullMarked
package plaza.cluster.log;

import org.jspecify.annotations.NullMarked;
