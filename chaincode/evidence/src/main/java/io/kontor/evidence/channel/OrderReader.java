package io.kontor.evidence.channel;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * How to reach what shows the order of a transaction.
 *
 * @param numberOfBlock number of the block that holds a transaction
 * @param copies copies of a block, of several organisations, whose signatures are merged
 * @param copy any one copy of a block, for its header
 * @param headRead {@code Payload} of an endorsed {@code receipt:head} of a log
 */
public record OrderReader(
        ToLongFunction<String> numberOfBlock,
        LongFunction<List<byte[]>> copies,
        LongFunction<byte[]> copy,
        Function<String, byte[]> headRead) {}
