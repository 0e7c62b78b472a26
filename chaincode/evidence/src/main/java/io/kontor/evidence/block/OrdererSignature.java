package io.kontor.evidence.block;

import com.google.protobuf.ByteString;

/**
 * One consenter's signature of a block.
 *
 * @param consenter identifier that its header names
 * @param identifierHeader bytes of its {@code IdentifierHeader}
 * @param signature over value, identifier header and block header
 */
public record OrdererSignature(long consenter, ByteString identifierHeader, ByteString signature) {}
