/** The ledger over the Fabric Gateway protocol; the only package that imports fabric-gateway. Start at {@code FabricLedger}. */
@NullMarked
package io.kontor.client.fabric;

import org.jspecify.annotations.NullMarked;
