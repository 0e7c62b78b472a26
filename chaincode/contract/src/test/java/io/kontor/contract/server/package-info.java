/** Tests of the chaincode server. */
@NullMarked
package io.kontor.contract.server;

import org.jspecify.annotations.NullMarked;
