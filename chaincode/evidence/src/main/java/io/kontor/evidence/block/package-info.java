/**
 * Blocks as the orderers signed them: header, envelopes, signatures merged from several copies. Start at {@code SignedBlock}.
 */
@NullMarked
package io.kontor.evidence.block;

import org.jspecify.annotations.NullMarked;
