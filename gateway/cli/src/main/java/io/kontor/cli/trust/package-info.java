/** {@code kontor trust}: trust files from a Fabric channel, and their check. Start at {@code TrustCommand}. */
@NullMarked
package io.kontor.cli.trust;

import org.jspecify.annotations.NullMarked;
