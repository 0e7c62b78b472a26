package io.kontor.evidence.channel;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * How to reach a channel.
 *
 * @param newestConfiguration the newest configuration block
 * @param copies copies of a block, of several organisations
 * @param endorsedCall {@code Payload} of any endorsed call of the contract
 */
public record ChannelReader(
        Supplier<byte[]> newestConfiguration, LongFunction<List<byte[]>> copies, Supplier<byte[]> endorsedCall) {}
