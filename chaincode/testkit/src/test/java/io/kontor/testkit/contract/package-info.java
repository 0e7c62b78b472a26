/** Tests of the contract, function by function, over the ledger in memory. */
@NullMarked
package io.kontor.testkit.contract;

import org.jspecify.annotations.NullMarked;
