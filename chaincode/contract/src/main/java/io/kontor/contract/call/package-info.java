/**
 * One call of a function: who calls, with what, and whether it may. Start at {@code ContractFunction} and {@code Call}.
 */
@NullMarked
package io.kontor.contract.call;

import org.jspecify.annotations.NullMarked;
