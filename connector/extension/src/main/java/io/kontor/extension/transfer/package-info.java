/**
 * How a transfer reaches the data plane: one fixed data plane, started only under an active grant, and stopped for certain. Start at {@link
 * io.kontor.extension.transfer.GrantFlowController}.
 */
@NullMarked
package io.kontor.extension.transfer;

import org.jspecify.annotations.NullMarked;
