/** Groups of the navigation, in their order; titles are the words `group_<code>` of the shell. */
export const groups = ['mine', 'plan', 'watch', 'people', 'orgs', 'industry', 'system'] as const
