package io.kontor.devpeer.ledger;

import com.google.protobuf.ByteString;
import io.kontor.devpeer.config.StartFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The ledger of the one channel: block files, the world state that they make, and the index of transactions. A block is
 * reported, and visible in state and index, only after it is on disk (DEV-5). One thread commits; any number read.
 */
public final class Ledger implements Closeable {
    private final ChannelDefinition definition;
    private final DataFolder folder;
    private final BlockStore store;
    private final WorldState state;
    private final PrivateStore privateData;
    private final BlockBuilder builder;
    private final BlockValidator validator;
    private final Map<String, TransactionLocation> transactions;
    private final CommitWaiters waiters = new CommitWaiters();
    private final List<Runnable> blockListeners = new CopyOnWriteArrayList<>();
    private volatile long height;

    private Ledger(
            final ChannelDefinition definition,
            final DataFolder folder,
            final BlockStore store,
            final WorldState state,
            final Map<String, TransactionLocation> transactions) {
        this.definition = definition;
        this.folder = folder;
        this.store = store;
        this.state = state;
        this.transactions = transactions;
        this.privateData = new PrivateStore(folder.path().resolve("private"));
        this.builder = new BlockBuilder(definition);
        this.validator = new BlockValidator(
                definition.chaincode(), new EndorsementPolicies(definition), state, transactions::containsKey);
        this.height = store.height();
        state.publish(height);
    }

    /** Opens the ledger of a folder: state and index are rebuilt from its blocks. An empty folder gets a block 0. */
    public static Ledger open(final ChannelDefinition definition, final Path path, final Instant now)
            throws StartFailure {
        final DataFolder folder = DataFolder.open(path);
        final WorldState state = new WorldState();
        final Map<String, TransactionLocation> transactions = new ConcurrentHashMap<>();
        try {
            final BlockStore store =
                    BlockStore.open(folder.path(), block -> replay(block, definition, state, transactions, path));
            if (store.height() == 0) {
                store.append(GenesisBlock.create(definition, now));
            }
            return new Ledger(definition, folder, store, state, transactions);
        } catch (IOException e) {
            release(folder);
            throw new StartFailure("Cannot write block 0 in " + path + ": " + e.getMessage(), e);
        } catch (StartFailure e) {
            release(folder);
            throw e;
        }
    }

    /** What the channel is. */
    public ChannelDefinition definition() {
        return definition;
    }

    /** Number of blocks. */
    public long height() {
        return height;
    }

    /** Height and the hashes of the last block. */
    public BlockchainInfo info() {
        final Block last = block(height - 1);
        return BlockchainInfo.newBuilder()
                .setHeight(last.getHeader().getNumber() + 1)
                .setCurrentBlockHash(BlockHash.ofHeader(last.getHeader()))
                .setPreviousBlockHash(last.getHeader().getPreviousHash())
                .build();
    }

    /** The block of a number below the height. */
    public Block block(final long number) {
        try {
            return store.read(number);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read block " + number + ": " + e.getMessage(), e);
        }
    }

    /** Where the first transaction of that id stands. */
    public Optional<TransactionLocation> transaction(final String transactionId) {
        return Optional.ofNullable(transactions.get(transactionId));
    }

    /** Private values. */
    public PrivateStore privateData() {
        return privateData;
    }

    /** The state after the last block. */
    public StateSnapshot snapshot() {
        return state.snapshot();
    }

    /** Where valid transactions wrote the key, oldest first, below the height given. */
    public List<Version> writesOf(final String key, final long belowHeight) {
        return state.writesOf(key).stream()
                .filter(version -> version.block() < belowHeight)
                .toList();
    }

    /** Calls the waiter once, when the transaction is committed or at once if it is. */
    public void whenCommitted(final String transactionId, final Consumer<TransactionLocation> waiter) {
        waiters.add(transactionId, waiter);
        transaction(transactionId).ifPresent(location -> waiters.committed(transactionId, location));
    }

    /** Takes a waiter back. */
    public void stopWaiting(final String transactionId, final Consumer<TransactionLocation> waiter) {
        waiters.remove(transactionId, waiter);
    }

    /** Calls the listener, on the committing thread, after each block; it must not block. */
    public void addBlockListener(final Runnable listener) {
        blockListeners.add(listener);
    }

    /** Takes a listener back. */
    public void removeBlockListener(final Runnable listener) {
        blockListeners.remove(listener);
    }

    /** Validates transactions, makes a block of them and returns when it is on disk and reported. */
    void commit(final List<ReceivedTransaction> block) throws IOException {
        final long number = height;
        final List<TxValidationCode> codes = validator.apply(number, block);
        final List<ByteString> envelopes =
                block.stream().map(ReceivedTransaction::envelope).toList();
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) == TxValidationCode.VALID) {
                privateData.write(
                        block.get(i).header().transactionId(),
                        block.get(i).content().readWriteSet());
            }
        }
        store.append(builder.next(number, store.lastHash(), envelopes, codes));
        for (int i = 0; i < codes.size(); i++) {
            transactions.putIfAbsent(
                    block.get(i).header().transactionId(), new TransactionLocation(number, i, codes.get(i)));
        }
        state.publish(number + 1);
        height = number + 1;
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) == TxValidationCode.VALID) {
                privateData.forget(block.get(i).content().readWriteSet());
            }
        }
        block.stream().map(transaction -> transaction.header().transactionId()).forEach(this::reportCommitted);
        blockListeners.forEach(Runnable::run);
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            store.close();
        }
    }

    private void reportCommitted(final String transactionId) {
        transaction(transactionId).ifPresent(location -> waiters.committed(transactionId, location));
    }

    private static void replay(
            final Block block,
            final ChannelDefinition definition,
            final WorldState state,
            final Map<String, TransactionLocation> transactions,
            final Path path)
            throws StartFailure {
        final long number = block.getHeader().getNumber();
        if (number == 0) {
            final Optional<String> difference = GenesisBlock.difference(block, definition);
            if (difference.isPresent()) {
                throw new StartFailure("Cannot open ledger folder " + path + ": " + difference.get()
                        + "; start with the configuration it was made with or with an empty data.dir");
            }
        }
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            if (Blocks.channelHeader(block, i).getType() != HeaderType.CONFIG_VALUE) {
                final TransactionLocation location = new TransactionLocation(number, i, Blocks.code(block, i));
                transactions.putIfAbsent(Blocks.channelHeader(block, i).getTxId(), location);
                if (location.code() == TxValidationCode.VALID) {
                    BlockValidator.write(
                            state,
                            new Version(number, i),
                            Blocks.content(block, i).readWriteSet());
                }
            }
        }
    }

    private static void release(final DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release ledger folder " + folder.path(), e);
        }
    }
}
