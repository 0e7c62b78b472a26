/** Tests of the connection over the Fabric Gateway protocol. */
@NullMarked
package io.kontor.client.fabric;

import org.jspecify.annotations.NullMarked;
