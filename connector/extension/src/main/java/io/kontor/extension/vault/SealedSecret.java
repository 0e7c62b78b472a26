package io.kontor.extension.vault;

/** One sealed secret as it rests in the table; the arrays are owned by the record and never shared. */
@SuppressWarnings("ArrayRecordComponent")
record SealedSecret(byte[] nonce, byte[] ciphertext) {}
