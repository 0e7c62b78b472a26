package io.kontor.extension.ledger;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provides;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.transaction.datasource.spi.DataSourceRegistry;
import org.eclipse.edc.transaction.spi.TransactionContext;
import org.jspecify.annotations.Nullable;

/** Gives the connector what it asks of a ledger, whichever ledger it is. */
@Extension("Kontor ledger")
@Provides({MemberDirectory.class, GrantBook.class, LedgerChanges.class})
public final class LedgerExtension implements ServiceExtension {
    private static final Duration MEMBER_FRESH = Duration.ofSeconds(2);
    private static final Duration MEMBER_STALE = Duration.ofSeconds(60);
    private static final String MEMBER_KEY = "member/";

    @Inject
    private Ledger ledger;

    @Inject
    private DataSourceRegistry dataSources;

    @Inject
    private TransactionContext transactions;

    @Inject
    private Clock clock;

    @Inject
    private Monitor monitor;

    private @Nullable LedgerFollower follower;

    @Override
    public String name() {
        return "Kontor ledger";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        CachedMemberDirectory directory = new CachedMemberDirectory(
                new LedgerMembers(new MemberLedger(ledger)), clock, MEMBER_FRESH, MEMBER_STALE);
        LedgerFollower made = new LedgerFollower(ledger, new PositionStore(dataSources, transactions, clock), monitor);
        made.onChange(key -> {
            if (key.startsWith(MEMBER_KEY)) {
                directory.invalidate(key.substring(MEMBER_KEY.length()));
            }
        });
        context.registerService(MemberDirectory.class, directory);
        context.registerService(GrantBook.class, new LedgerGrants(new GrantLedger(ledger)));
        context.registerService(LedgerChanges.class, made);
        follower = made;
    }

    @Override
    public void start() {
        if (follower != null) {
            follower.start();
        }
    }

    @Override
    public void shutdown() {
        if (follower != null) {
            follower.close();
        }
    }
}
