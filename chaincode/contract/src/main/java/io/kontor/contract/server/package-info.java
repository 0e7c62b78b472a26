/** The process that serves the contract to peers. Start at {@code ContractServer}; nothing else here touches files or sockets. */
@NullMarked
package io.kontor.contract.server;

import org.jspecify.annotations.NullMarked;
