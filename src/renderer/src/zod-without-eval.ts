import { config } from 'zod'

// The page's security policy forbids code made from strings; without this zod would try it and be refused, loudly.
config({ jitless: true })
