/**
 * The peer's side of the chaincode-to-peer protocol: it connects to contract servers and answers their requests for
 * state, recording what a transaction reads and writes.
 *
 * <p>Start at {@link io.kontor.devpeer.contract.ContractServer}.
 */
@NullMarked
package io.kontor.devpeer.contract;

import org.jspecify.annotations.NullMarked;
