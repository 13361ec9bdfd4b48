/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "membership.h"

static const char *const words[] = {
	[MEMBER_OUTSIDE] = "outside",
	[MEMBER_ENTERED] = "entered",
	[MEMBER_STAYS] = "stays",
	[MEMBER_CANDIDATE] = "candidate",
	[MEMBER_LEFT] = "left",
	[MEMBER_RETURNED] = "returned",
};

const char *membership_word(enum status_of_member status)
{
	return words[status];
}

bool membership_read(struct text word, enum status_of_member *status)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(word, words[i])) {
			*status = (enum status_of_member)i;
			return true;
		}
	return false;
}

bool membership_is_in(enum status_of_member status)
{
	return status != MEMBER_OUTSIDE && status != MEMBER_LEFT;
}

/* The episode of the list that the year lies in, or NULL. */
static const struct episode *episode_of(const struct episode *episodes, size_t count, uint64_t year)
{
	for (size_t i = 0; i < count; i++)
		if (episodes[i].from <= year && year <= episodes[i].to)
			return &episodes[i];
	return NULL;
}

static enum status_of_member leave(
	struct membership *membership, const struct episode *episode, enum ending ending)
{
	membership->in = false;
	membership->ending = ending;
	membership->left_from = episode ? episode->from : 0;
	return MEMBER_LEFT;
}

static enum status_of_member judge_member(struct membership *membership,
	const struct membership_rule *rule, const struct membership_facts *facts,
	const struct episode *episode)
{
	if (facts->verdict != VERDICT_GOOD) {
		membership->good = 0;
		return MEMBER_STAYS;
	}
	/* Nobody can tell whether it would be good on all of them. */
	if (facts->partial)
		return MEMBER_CANDIDATE;
	membership->good++;
	bool long_enough = facts->year - membership->since >= rule->least_years;
	bool improved = facts->improved || !rule->improvement;
	if (membership->good < rule->good_years || !long_enough || !improved)
		return MEMBER_CANDIDATE;
	return leave(membership, episode, ENDED_BY_VERDICT);
}

/* A school that is not in comes in by its verdict, or by the list, unless it has left this episode of
 * the list already. */
static enum status_of_member judge_outsider(struct membership *membership,
	const struct membership_rule *rule, const struct membership_facts *facts,
	const struct episode *episode)
{
	bool listed = episode && episode->from != membership->left_from;
	bool returns = membership->ever;
	if (!listed && facts->verdict != VERDICT_ENTERS)
		return MEMBER_OUTSIDE;
	membership->in = membership->ever = true;
	membership->good = 0;
	membership->since = listed ? episode->from : facts->year;
	/* It came in before the first year that is known: this year is judged as any other. */
	if (listed && episode->from < facts->year && !returns)
		return judge_member(membership, rule, facts, episode);
	return returns ? MEMBER_RETURNED : MEMBER_ENTERED;
}

enum status_of_member membership_next(struct membership *membership,
	const struct membership_rule *rule, const struct membership_facts *facts,
	const struct episode *episodes, size_t count)
{
	const struct episode *episode = episode_of(episodes, count, facts->year);
	bool was_listed = episode_of(episodes, count, facts->year - 1) != NULL;
	if (facts->gone)
		return membership->in ? leave(membership, episode, ENDED_BY_CLOSING)
				      : MEMBER_OUTSIDE;
	if (!membership->in)
		return judge_outsider(membership, rule, facts, episode);
	if (episode && episode->from == facts->year && episode->from != membership->since) {
		membership->good = 0;
		return MEMBER_STAYS;
	}
	/* Whoever keeps the list has taken it off. */
	if (was_listed && !episode && facts->verdict != VERDICT_ENTERS)
		return leave(membership, NULL, ENDED_BY_LIST);
	return judge_member(membership, rule, facts, episode);
}
